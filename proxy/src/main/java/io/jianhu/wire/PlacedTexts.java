package io.jianhu.wire;

import io.jianhu.chat.Exchange;
import io.jianhu.chat.Message;
import io.jianhu.chat.Role;
import java.util.Collections;
import java.util.Iterator;

/** Puts the texts of an exchange in the place of those they were made from. */
public final class PlacedTexts implements Texts {

    private final Iterator<Message> messages;
    private final Iterator<String> parameters;
    private Iterator<String> texts = Collections.emptyIterator();

    public PlacedTexts(Exchange exchange) {
        this.messages = exchange.messages().iterator();
        this.parameters = exchange.messages().stream()
                .filter(message -> message.role() == Role.PARAMETER)
                .flatMap(message -> message.texts().stream())
                .iterator();
    }

    /** What may not pass was refused when the texts were gathered. */
    @Override
    public boolean passesMedia() {
        return true;
    }

    @Override
    public void message(Role role) {
        Message message = messages.next();
        if (message.role() != role || texts.hasNext()) {
            throw new IllegalArgumentException("exchange (expected: the messages of the question)");
        }
        texts = message.texts().iterator();
    }

    @Override
    public String text(String text) {
        return texts.next();
    }

    @Override
    public String parameter(String text) {
        return parameters.next();
    }
}
