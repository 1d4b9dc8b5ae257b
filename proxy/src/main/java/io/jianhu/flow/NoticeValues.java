package io.jianhu.flow;

import io.jianhu.robot.Guardian;
import io.jianhu.robot.Robot;
import java.util.HashMap;
import java.util.Map;

/** What notices may name of a robot; see {@code disclose.Notices.VARIABLES}. */
final class NoticeValues {

    private NoticeValues() {}

    static Map<String, String> of(Edition edition, Robot robot) {
        Map<String, String> values = new HashMap<>();
        values.put("robot.id", robot.id().value());
        values.put("robot.name", robot.name());
        values.put("robot.department", robot.department());
        values.put("robot.scenes", String.join("、", robot.scenes()));
        values.put("robot.human", robot.human().orElse(""));
        values.put("robot.name.en", or(robot.english().name(), robot.name()));
        values.put("robot.department.en", or(robot.english().department(), robot.department()));
        values.put("complaints.phone", robot.complaints().phone());
        robot.filing().ifPresent(filing -> values.put("filing.number", filing.number()));
        values.put("guardian.office", office(edition, robot));
        return values;
    }

    private static String office(Edition edition, Robot robot) {
        return robot.office()
                .or(() -> robot.guardians().stream()
                        .findFirst()
                        .flatMap(id -> edition.registry().guardian(id))
                        .map(Guardian::office))
                .orElse(robot.department());
    }

    private static String or(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }
}
