package io.jianhu.matrix;

import io.jianhu.source.Fields;

/**
 * What people read.
 *
 * @param zh in Chinese
 * @param en in English
 */
public record Words(String zh, String en) {

    /** Both languages of a key that must be there. */
    static Words read(Fields fields, String key) {
        if (fields.value(key).isEmpty()) {
            fields.problems().add(fields.place(), "'" + key + "' is missing (expected: {zh: …, en: …})");
            return new Words("", "");
        }
        Fields both = fields.fields(key);
        Words words = new Words(both.text("zh"), both.text("en"));
        both.end();
        return words;
    }
}
