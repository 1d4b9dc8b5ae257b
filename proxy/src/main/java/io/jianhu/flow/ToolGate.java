package io.jianhu.flow;

import io.jianhu.chat.Finding;
import io.jianhu.chat.Ruling;
import io.jianhu.chat.Severity;
import io.jianhu.chat.Side;
import io.jianhu.chat.Verdict;
import io.jianhu.robot.Tool;
import io.jianhu.robot.Tools;
import io.jianhu.text.Span;
import java.util.List;
import java.util.Optional;

/**
 * Decides which tool calls of an answer may leave: by their name, and by their whole arguments. What it does not know it
 * stops. Its rules are no rules of the policy, and their ids are bounded.
 *
 * @param authorised whether the citizen's newest message lets the robot act
 */
record ToolGate(Tools tools, boolean authorised) {

    static final String NOT_ALLOWED = "tool.not-allowed";
    static final String ARGUMENTS = "tool.arguments";
    static final String UNAUTHORISED = "tool.unauthorised";

    /** What a call of this name means before its arguments are looked at; {@link Ruling#ALLOW} when it may go on. */
    Ruling named(String name) {
        Optional<Tool> tool = tools.named(name);
        if (tool.isEmpty()) {
            return stop(NOT_ALLOWED);
        }
        return switch (tool.get().does()) {
            case READ -> Ruling.ALLOW;
            case ACT ->
                switch (tools.latitude()) {
                    case NONE, READ -> stop(NOT_ALLOWED);
                    case AUTHORISED -> authorised ? Ruling.ALLOW : ask();
                    case OWN -> Ruling.ALLOW;
                };
        };
    }

    /** What a whole call means. */
    Ruling whole(String name, String arguments) {
        Ruling named = named(name);
        boolean accepted = tools.named(name)
                .map(tool -> !tool.isWeighed() || tool.accepts(arguments))
                .orElse(false);
        return named.isEmpty() && !accepted ? stop(ARGUMENTS) : named;
    }

    /** What a call means that has another form than those that are known. */
    static Ruling stray() {
        return stop(NOT_ALLOWED);
    }

    /** Whether the arguments of a call of this name may leave as they come. */
    boolean streams(String name) {
        return named(name).isEmpty()
                && tools.named(name).map(tool -> !tool.isWeighed()).orElse(false);
    }

    /** Whether a verdict asks for the citizen's consent. */
    static boolean asks(Verdict verdict) {
        return verdict instanceof Verdict.Answer answer && answer.notice().equals(Tools.ASKING);
    }

    private static Ruling stop(String rule) {
        return new Ruling(new Verdict.Escalate(because(rule), Tools.STOPPED), List.of());
    }

    private static Ruling ask() {
        return new Ruling(new Verdict.Answer(because(UNAUTHORISED), Tools.ASKING), List.of());
    }

    private static List<Finding> because(String rule) {
        return List.of(new Finding(rule, Side.ANSWER, new Span(0, 0), Severity.HIGH));
    }
}
