package io.jianhu.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jianhu.chat.Role;
import io.jianhu.chat.Severity;
import io.jianhu.policy.Rule;
import io.jianhu.robot.Lifecycle;
import io.jianhu.robot.Paper;
import io.jianhu.robot.Robot;
import java.io.IOException;
import java.util.Locale;

/** How the nouns of other rooms read in the operators' API. */
final class Words {

    private Words() {}

    static String of(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    static String of(Robot.Status status) {
        return Lifecycle.word(status);
    }

    static String of(Paper.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    static String of(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    /** Writes what a rule says, in both languages; in Chinese where there is no English. */
    static void title(JsonGenerator json, Rule rule) throws IOException {
        String english = rule.title().en();
        json.writeObjectFieldStart("title");
        json.writeStringField("zh", rule.title().zh());
        json.writeStringField("en", english.isEmpty() ? rule.title().zh() : english);
        json.writeEndObject();
    }
}
