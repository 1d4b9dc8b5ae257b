package io.jianhu.flow;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Decision;
import io.jianhu.chat.Event;
import io.jianhu.chat.Exchange;
import io.jianhu.chat.Finding;
import io.jianhu.chat.Message;
import io.jianhu.chat.Original;
import io.jianhu.chat.Part.Finish;
import io.jianhu.chat.Role;
import io.jianhu.chat.Ruling;
import io.jianhu.chat.Severity;
import io.jianhu.chat.Side;
import io.jianhu.chat.Stamp;
import io.jianhu.chat.Subject;
import io.jianhu.chat.Verdict;
import io.jianhu.escalate.Ticket;
import io.jianhu.flow.Spoken.Voice;
import io.jianhu.guard.Guard;
import io.jianhu.mask.Masked;
import io.jianhu.mask.Restorer;
import io.jianhu.policy.Sighting;
import io.jianhu.policy.Situation;
import io.jianhu.policy.Stage;
import io.jianhu.robot.Client;
import io.jianhu.robot.Consent;
import io.jianhu.robot.Duty;
import io.jianhu.robot.Robot;
import io.jianhu.robot.Tools;
import io.jianhu.text.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/** One admitted and masked exchange, with everything that belongs to it; what its steps say and note is worded here. */
final class Turn implements Briefing {

    private final Call call;
    private final Edition edition;
    private final Robot robot;
    private final Client client;
    private final Masked masked;
    private final Telling telling;
    private final Journaling journaling;
    private final Labelling labelling;
    private final Map<String, String> values;
    private final Situation situation;
    private final Score score;
    private final Set<String> rules = new TreeSet<>();
    private Ruling ruling = Ruling.ALLOW;
    private List<Sighting> sightings = List.of();

    Turn(
            Call call,
            Edition edition,
            Robot robot,
            Client client,
            Masked masked,
            Telling telling,
            int watch,
            Journaling journaling) {
        this.call = call;
        this.edition = edition;
        this.robot = robot;
        this.client = client;
        this.masked = masked;
        this.telling = telling;
        this.journaling = journaling;
        this.labelling = new Labelling(robot, call.id(), journaling);
        this.values = edition.registry().noticeValues(robot);
        this.situation = new Situation(
                robot.profile(),
                robot.policy().strictness(),
                watch,
                client.id(),
                Conversation.of(masked.exchange()),
                LocalDate.ofInstant(journaling.now(), Duty.ZONE));
        this.score = new Score(edition.rulebook().leastScore(Side.ANSWER));
    }

    Call call() {
        return call;
    }

    Edition edition() {
        return edition;
    }

    Robot robot() {
        return robot;
    }

    Client client() {
        return client;
    }

    Exchange exchange() {
        return masked.exchange();
    }

    Masked masked() {
        return masked;
    }

    /** The citizen's own values, for whoever may see them. */
    List<Original> originals() {
        return masked.originals();
    }

    /** The circumstances under which everything in it is decided. */
    Situation situation() {
        return situation;
    }

    Ruling ruling() {
        return ruling;
    }

    /** Takes a ruling on the exchange; a question with masked values in it is at least masked. */
    void rule(Ruling heard) {
        boolean passes = heard.verdict().decision().compareTo(Decision.MASK) <= 0;
        ruling = passes && !masked.counts().isEmpty() ? masking().and(heard) : heard;
        if (ruling.verdict().decision() != Decision.ALLOW) {
            ruling.verdict().because().forEach(finding -> rules.add(finding.rule()));
        }
    }

    /** What rules that are not enforced found in the question. */
    List<Sighting> sightings() {
        return sightings;
    }

    void sighted(List<Sighting> seen) {
        sightings = List.copyOf(seen);
    }

    /** A refusal for a reason that is no rule of the policy, such as {@code registry.braked}. */
    static Ruling refusal(String reason, String notice) {
        return new Ruling(new Verdict.Refuse(List.of(whole(reason)), notice), List.of());
    }

    /** A ready answer for a reason that is no rule of the policy, such as {@code exit.word}. */
    static Ruling answer(String reason, String notice) {
        return new Ruling(new Verdict.Answer(List.of(whole(reason)), notice), List.of());
    }

    /** Names a reason that is no rule of the policy. */
    void because(String reason) {
        rules.add(reason);
    }

    private Ruling masking() {
        return new Ruling(
                new Verdict.Mask(masked.counts().keySet().stream()
                        .map(edition.rulebook()::ruleOfKind)
                        .distinct()
                        .sorted()
                        .map(Turn::whole)
                        .toList()),
                List.of());
    }

    private static Finding whole(String rule) {
        return new Finding(rule, Side.QUESTION, new Span(0, 0), Severity.HIGH);
    }

    // What an answer has to know.

    @Override
    public String policy() {
        return edition.revision();
    }

    @Override
    public Decision decision() {
        return ruling.verdict().decision();
    }

    @Override
    public List<String> rules() {
        return List.copyOf(rules);
    }

    @Override
    public boolean noticeDue() {
        return telling != Telling.NOTHING;
    }

    @Override
    public String opening() {
        if (exchange().shape().structured()) {
            return "";
        }
        String notice = noticeDue() ? text(telling.notice()) + "\n\n" : "";
        return robot.label().place() == Robot.Label.Place.START ? notice + text("label") + "\n\n" : notice;
    }

    /** What stands before words that are said in place of the model's. */
    String opening(Voice voice) {
        return switch (voice) {
            case GATEWAY -> opening();
            case IDENTITY -> noticeDue() && !telling.isToldBy(voice) ? opening() : "";
            case GUARDIAN -> "";
        };
    }

    /** Whether words that are said in place of the model's tell what is due. */
    boolean tells(Voice voice) {
        return notice(voice) == Event.NoticeState.GIVEN;
    }

    @Override
    public String closing() {
        boolean due = robot.label().place() == Robot.Label.Place.END
                && !exchange().shape().structured();
        return due ? "\n\n" + text("label") : "";
    }

    @Override
    public Map<String, String> label() {
        return labelling.label().fields();
    }

    @Override
    public Lane lane(Channel channel) {
        List<Guard> guards = edition.rulebook().guards(Side.ANSWER);
        boolean json = isJson(channel);
        return new Lane(
                () -> Lane.watches(guards),
                judge(channel),
                score,
                masked.placeholders().restorer(channel, json),
                Hold.of(robot),
                Veil.of(edition.notices().chinese("privacy", values), json));
    }

    @Override
    public Seam seam(Channel channel) {
        return new Seam(
                Lane.watches(edition.rulebook().guards(Side.ANSWER)),
                judge(channel),
                finding -> rule(channel, List.of(finding)));
    }

    private Lane.Judge judge(Channel channel) {
        return new RuleJudge(edition.rulebook(), situation, stage(channel), Treatment.of(robot), masked.placeholders());
    }

    /** Whether a program will read what stands on a channel as JSON. */
    private boolean isJson(Channel channel) {
        return switch (channel.kind()) {
            case ARGUMENTS -> true;
            case CONTENT -> exchange().shape().structured();
            case REASONING, REFUSAL, TOOL, OTHER, ASIDE -> false;
        };
    }

    @Override
    public Optional<ToolGate> tools() {
        Consent consent = edition.registry().vocabulary().consent();
        return edition.registry()
                .tools(robot)
                .map(tools -> new ToolGate(tools, consent.isGivenBy(WholeMessage.newest(exchange()))));
    }

    @Override
    public Ruling rule(Channel channel, List<Finding> findings) {
        return edition.rulebook().decide(situation, stage(channel), findings);
    }

    @Override
    public Ruling score(Ruling all) {
        return edition.rulebook().score(Side.ANSWER, all);
    }

    @Override
    public CompletableFuture<Void> record(Ruling answer) {
        return journaling.kept(robot, decided(Side.ANSWER, answer, Duration.ZERO, journaling.now()));
    }

    private static Stage stage(Channel channel) {
        return channel.kind() == Channel.Kind.ARGUMENTS ? Stage.TOOL_CALL : Stage.OUTPUT;
    }

    // What is said.

    String text(String notice, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(values);
        all.putAll(more);
        return edition.notices().text(notice, all);
    }

    /** What a guardian reads of a call that was stopped. */
    Message called(String tool) {
        return new Message(Role.ASSISTANT, List.of(text(Tools.CALLED, Map.of("tool", tool))));
    }

    /** Asks the citizen for consent to a tool's call. */
    Spoken asking(Verdict.Answer asking, Optional<String> tool) {
        Map<String, String> titles = tools().flatMap(gate -> tool.flatMap(gate.tools()::named))
                .map(known -> Map.of(
                        "tool", known.title().zh(), "tool.en", known.title().en()))
                .orElse(Map.of());
        return new Spoken(text(asking.notice(), titles), Decision.ANSWER, Finish.STOP, Optional.empty(), Voice.GATEWAY);
    }

    String text(String notice) {
        return edition.notices().text(notice, values);
    }

    /** A text in which a guardian may have repeated placeholders, with the citizen's own values put back. */
    String restored(String text) {
        Restorer restorer = masked.placeholders().restorer(Channel.content(0), false);
        return restorer.push(text) + restorer.end();
    }

    Spoken notice(String notice, Decision decision, Finish finish, Voice voice) {
        return new Spoken(text(notice), decision, finish, Optional.empty(), voice);
    }

    Stamp stamp(Spoken spoken) {
        return new Stamp(
                spoken.decision(),
                rules(),
                spoken.ticket().map(Ticket::code),
                policy(),
                spoken.voice() == Voice.GUARDIAN ? Map.of() : label());
    }

    // What is noted.

    Subject subject() {
        return new Subject(
                call.id(), robot.id().value(), robot.department(), client.id(), call.dialect(), edition.revision());
    }

    Event asked(Instant at) {
        return new Event.Asked(
                subject(), at, masked.counts(), Conversation.digest(exchange().messages()));
    }

    Event.Decided decided(Side side, Ruling on, Duration took, Instant at) {
        return new Event.Decided(subject(), at, side, on, took);
    }

    Event.Answered answered(Answer answer, Outcome.Timing timing, Instant at) {
        return new Event.Answered(
                subject(),
                at,
                answer.head().decision(),
                answer.stamp().rules(),
                Optional.empty(),
                answer.notice(),
                timing.model(),
                call.age(),
                timing.firstToken(),
                timing.upstream(),
                answer.mostHeld(),
                answer.characters(),
                timing.recalled());
    }

    Event.Answered spoke(Spoken spoken, Optional<Outcome.Timing> timing, Instant at) {
        return new Event.Answered(
                subject(),
                at,
                spoken.decision(),
                rules(),
                spoken.ticket().map(Ticket::name),
                notice(spoken.voice()),
                timing.map(Outcome.Timing::model).orElse(""),
                call.age(),
                timing.flatMap(Outcome.Timing::firstToken),
                timing.map(Outcome.Timing::upstream).orElse(Duration.ZERO),
                0,
                spoken.text().length(),
                timing.filter(Outcome.Timing::recalled).isPresent());
    }

    private Event.NoticeState notice(Voice voice) {
        if (!telling.isOwedBy(voice)) {
            return Event.NoticeState.NOT_DUE;
        }
        boolean told = telling.isToldBy(voice) || !opening(voice).isEmpty();
        return told ? Event.NoticeState.GIVEN : Event.NoticeState.IN_LABEL;
    }

    Event failed(String reason, int status, Instant at) {
        return new Event.Failed(subject(), at, reason, status, call.age());
    }
}
