package io.jianhu.chat;

import java.util.List;

/** What is to be done with a question or an answer, and because of which findings. */
public sealed interface Verdict {

    List<Finding> because();

    Decision decision();

    /** Let it pass; findings that are only observed may be attached. */
    record Allow(List<Finding> because) implements Verdict {
        public static final Allow PLAINLY = new Allow(List.of());

        public Allow {
            because = List.copyOf(because);
        }

        @Override
        public Decision decision() {
            return Decision.ALLOW;
        }
    }

    /** Let it pass with the found spans hidden. */
    record Mask(List<Finding> because) implements Verdict {
        public Mask {
            because = List.copyOf(because);
        }

        @Override
        public Decision decision() {
            return Decision.MASK;
        }
    }

    /**
     * Tell the truth about the robot in place of an answer.
     *
     * @param notice the id of the text in {@code notices/}
     */
    record Disclose(List<Finding> because, String notice) implements Verdict {
        public Disclose {
            because = List.copyOf(because);
        }

        @Override
        public Decision decision() {
            return Decision.DISCLOSE;
        }
    }

    /** Give a prepared answer. */
    record Answer(List<Finding> because, String notice) implements Verdict {
        public Answer {
            because = List.copyOf(because);
        }

        @Override
        public Decision decision() {
            return Decision.ANSWER;
        }
    }

    /** Say calmly that this cannot be answered. */
    record Refuse(List<Finding> because, String notice) implements Verdict {
        public Refuse {
            because = List.copyOf(because);
        }

        @Override
        public Decision decision() {
            return Decision.REFUSE;
        }
    }

    /** Hand the exchange to the robot's guardian (监护人) and say so. */
    record Escalate(List<Finding> because, String notice) implements Verdict {
        public Escalate {
            because = List.copyOf(because);
        }

        @Override
        public Decision decision() {
            return Decision.ESCALATE;
        }
    }

    /** Say calmly that this cannot be answered, and stop the robot for everyone until a person lets it go on. */
    record Brake(List<Finding> because, String notice) implements Verdict {
        public Brake {
            because = List.copyOf(because);
        }

        @Override
        public Decision decision() {
            return Decision.REFUSE;
        }
    }
}
