package io.jianhu.wire;

import io.jianhu.chat.Message;
import io.jianhu.chat.Role;
import java.util.ArrayList;
import java.util.List;

/** Keeps the texts of a request as messages, the parameters as the last one, and leaves them where they are. */
public final class GatheredTexts implements Texts {

    private final Media media;
    private final List<Role> roles = new ArrayList<>();
    private final List<List<String>> texts = new ArrayList<>();
    private final List<String> parameters = new ArrayList<>();

    public GatheredTexts(Media media) {
        this.media = media;
    }

    @Override
    public boolean passesMedia() {
        return media == Media.PASS;
    }

    @Override
    public void message(Role role) {
        roles.add(role);
        texts.add(new ArrayList<>());
    }

    @Override
    public String text(String text) {
        texts.getLast().add(text);
        return text;
    }

    @Override
    public String parameter(String text) {
        parameters.add(text);
        return text;
    }

    public List<Message> messages() {
        List<Message> messages = new ArrayList<>();
        for (int index = 0; index < roles.size(); index++) {
            messages.add(new Message(roles.get(index), texts.get(index)));
        }
        if (!parameters.isEmpty()) {
            messages.add(new Message(Role.PARAMETER, parameters));
        }
        return messages;
    }
}
