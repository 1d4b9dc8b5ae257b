package io.jianhu.source;

import java.util.Optional;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.parser.Parser;

/** Ends the reading of a document that is nested too deep, holds too many values or repeats some of them by alias. */
final class Bounds implements Parser {

    private final Parser parser;
    private final int mostDepth;
    private final int mostValues;
    private int depth;
    private int values;

    Bounds(Parser parser, int mostDepth, int mostValues) {
        this.parser = parser;
        this.mostDepth = mostDepth;
        this.mostValues = mostValues;
    }

    /** That a document is beyond the bounds. */
    static final class Exceeded extends MarkedYamlEngineException {
        private static final long serialVersionUID = 1;

        Exceeded(String problem, Optional<Mark> place) {
            super("", Optional.empty(), problem, place, null);
        }
    }

    @Override
    public boolean checkEvent(Event.ID id) {
        return parser.checkEvent(id);
    }

    @Override
    public Event peekEvent() {
        return parser.peekEvent();
    }

    @Override
    public boolean hasNext() {
        return parser.hasNext();
    }

    @Override
    public Event next() {
        Event event = parser.next();
        switch (event.getEventId()) {
            case SequenceStart, MappingStart -> {
                depth++;
                count(event);
                if (depth > mostDepth) {
                    throw new Exceeded("nested deeper than " + mostDepth + " levels", event.getStartMark());
                }
            }
            case SequenceEnd, MappingEnd -> depth--;
            case Scalar -> count(event);
            case Alias -> throw new Exceeded("anchors and aliases are not accepted", event.getStartMark());
            case Comment, DocumentStart, DocumentEnd, StreamStart, StreamEnd -> {
                // These hold no value.
            }
        }
        return event;
    }

    private void count(Event event) {
        values++;
        if (values > mostValues) {
            throw new Exceeded("more than " + mostValues + " values", event.getStartMark());
        }
    }
}
