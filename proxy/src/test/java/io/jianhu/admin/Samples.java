package io.jianhu.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Fictional tickets, robots and rules. */
final class Samples {

    private Samples() {}

    static PolicyState policy() {
        return new PolicyState(
                "r-4f2a91c07be1",
                House.MORNING,
                List.of(
                        rule(
                                "JH-3110",
                                "机器人不得作出行政决定",
                                "A robot makes no administrative decision",
                                "high",
                                "output",
                                "enforce",
                                "refuse"),
                        rule(
                                "JH-1010",
                                "市民要求转人工",
                                "The citizen asks for a person",
                                "low",
                                "input",
                                "enforce",
                                "escalate"),
                        rule("JH-7010", "涉及自伤或轻生", "Self-harm or suicide", "critical", "input", "enforce", "escalate"),
                        rule("JH-5120", "提示注入用语", "Prompt injection phrases", "medium", "input", "shadow", "refuse")),
                List.of(new PolicyState.Trouble(
                        "rules/decisions.yaml", 14, 7, "severty: unknown key (did you mean severity?)")));
    }

    private static PolicyState.Rule rule(
            String id, String chinese, String english, String severity, String stage, String mode, String action) {
        return new PolicyState.Rule(id, chinese, english, severity, List.of(stage), mode, action);
    }

    static Queue.Case ticket(String name, String severity, List<String> rules, Instant opened, Duration untilDue) {
        return new Queue.Case(
                new Queue.Ticket(
                        name,
                        "FT-001",
                        "queued",
                        true,
                        severity,
                        rules,
                        opened,
                        Optional.of(opened.plus(untilDue)),
                        Optional.empty(),
                        1),
                List.of(
                        new Queue.Line("user", "你好，我的居住登记一直没有结果，手机号是〔手机号·k3f9〕。"),
                        new Queue.Line("assistant", "您好！请问您的申请是什么时候提交的？可以登录网站查询进度。"),
                        new Queue.Line("user", "上个月 5 号提交的，网站上查不到。<b>我要找人工</b>。")),
                Optional.empty());
    }
}
