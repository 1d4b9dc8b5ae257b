package io.jianhu.admin;

import io.jianhu.chat.Decision;
import io.jianhu.chat.Exchange;
import io.jianhu.chat.Message;
import io.jianhu.chat.RobotId;
import io.jianhu.chat.Role;
import io.jianhu.chat.Severity;
import io.jianhu.chat.Shape;
import io.jianhu.chat.Side;
import io.jianhu.escalate.Ticket;
import io.jianhu.escalate.Tickets;
import io.jianhu.policy.Rulebook;
import io.jianhu.policy.ShadowReport;
import io.jianhu.robot.Registry;
import io.jianhu.robot.Words;
import io.jianhu.source.Folder;
import io.jianhu.source.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The shipped policies, and fictional conversations. */
final class Samples {

    private static final Folder POLICIES = policies(Path.of("..", "policies"));

    static final Registry REGISTRY = Registry.compile(POLICIES, new Problems(), new Words(Set.of("openai"), Set.of()))
            .orElseThrow();

    private static final Rulebook RULEBOOK =
            Rulebook.compile(POLICIES, notice -> true, new Problems()).orElseThrow();

    private Samples() {}

    private static Folder policies(Path directory) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(directory.relativize(path).toString(), Files.readAllBytes(path));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new Folder("policies", files);
    }

    static PolicyState policy() {
        return new PolicyState(
                "r-4f2a91c07be1",
                House.MORNING,
                RULEBOOK.rules(),
                List.of(new PolicyState.Trouble(
                        "rules/decisions.yaml", 14, 7, "severty: unknown key (did you mean severity?)")),
                new PolicyState.Course(
                        "bundle",
                        Optional.of(418),
                        Optional.of("r-0d13f5a0c2b4"),
                        Optional.empty(),
                        House.MORNING.plusSeconds(60)));
    }

    /** One rule that refuses in shadow, seen in three exchanges. */
    static ShadowReport shadow() {
        return new ShadowReport(
                House.MORNING,
                0,
                List.of(new ShadowReport.Row(
                        RULEBOOK.rules().getFirst().id(),
                        "FT-001",
                        "shadow",
                        "refuse",
                        4,
                        3,
                        House.MORNING.plusSeconds(30),
                        House.MORNING.plusSeconds(90),
                        Map.of(Decision.ALLOW, 2L, Decision.MASK, 1L),
                        List.of(
                                new ShadowReport.Sample(
                                        House.MORNING.plusSeconds(90),
                                        Side.ANSWER,
                                        "您好，<b>材料齐全</b>，保证三天内办好，请留意短信。",
                                        15,
                                        17,
                                        Decision.ALLOW),
                                new ShadowReport.Sample(
                                        House.MORNING.plusSeconds(30),
                                        Side.QUESTION,
                                        "我的手机号是[手机号]，能保证下周拿到证吗？",
                                        13,
                                        15,
                                        Decision.MASK)))));
    }

    static Ticket open(Tickets tickets, String id, Severity severity, Duration patience, String... rules) {
        Exchange exchange = new Exchange(
                id,
                new RobotId("FT-001"),
                "demo-portal",
                new Shape("sample-chat", false, false, Optional.of(id)),
                List.of(
                        new Message(Role.SYSTEM, List.of("你是政务助手。")),
                        new Message(Role.USER, List.of("你好，我的居住登记一直没有结果，手机号是〔手机号·k3f9〕。")),
                        new Message(Role.ASSISTANT, List.of("您好！请问您的申请是什么时候提交的？可以登录网站查询进度。")),
                        new Message(Role.USER, List.of("上个月 5 号提交的，网站上查不到。<b>我要找人工</b>。"))),
                Instant.now());
        return tickets.open(exchange, List.of(rules), severity, patience);
    }
}
