package io.jianhu.matrix;

import io.jianhu.source.Fields;
import io.jianhu.source.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads names of test classes, or of one method of a class. */
final class TestNames {
    private static final Pattern FORM = Pattern.compile("[A-Z][A-Za-z0-9]*Test(#[a-z][A-Za-z0-9]*)?");

    private TestNames() {}

    static List<String> read(Fields fields, String key) {
        List<String> names = new ArrayList<>();
        for (Value value : fields.values(key)) {
            String name = value instanceof Value.Scalar scalar ? scalar.text() : value.kind();
            if (!FORM.matcher(name).matches()) {
                fields.problems()
                        .add(
                                value.place(),
                                key + ": '" + name + "' (expected: a test class such as DisclosureTest, or one of its"
                                        + " methods as DisclosureTest#method)");
            } else if (names.contains(name)) {
                fields.problems().add(value.place(), key + ": '" + name + "' stands here twice");
            } else {
                names.add(name);
            }
        }
        return names;
    }
}
