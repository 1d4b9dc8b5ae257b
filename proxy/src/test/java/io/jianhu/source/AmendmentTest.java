package io.jianhu.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is changed in a file, however it is written, and that nothing else is. In each file «» stand around a change. */
class AmendmentTest {

    private static final String WAS = "old";
    private static final String IS = "new";
    private static final String ITEM = "{n: 9}";

    /** The file before and after: {@code «was|is»} is replaced, {@code «|is»} is put in. */
    private static String side(String marked, boolean after) {
        return marked.replaceAll("«([^|»]*)\\|([^»]*)»", after ? "$2" : "$1");
    }

    private static Optional<String> amended(String text) {
        return new Amendment(text.getBytes(StandardCharsets.UTF_8))
                .set("status", IS, "history", ITEM)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# 头\nid: A\nstatus: «old|new»  # 注\n«|history:\n  - {n: 9}\n»other: [1,  2]   # 尾\n\n",
                "id: A\nstatus: «old|new»«|\nhistory:\n  - {n: 9}»",
                "id: A\r\nstatus: «old|new» # c\r\n«|history:\r\n  - {n: 9}\r\n»z: 1\r\n",
                "status: '«old|new»'\nhistory:\n  - {n: 1} # one\n«|  - {n: 9}\n»\n# below\nz: 1\n",
                "status: \"«old|new»\"\nhistory:\n- {n: 1}\n- n: 2\n  m: {x: [1,\n    2]}  # two\n«|- {n: 9}\n»\n\n# below\nz: 1\n",
                "history:\n    - {n: 1}\n    # between\n    - {n: 2}\n«|    - {n: 9}\n»    # after\nstatus: «old|new»\n",
                "history: [{n: 1}, {n: 2}«|, {n: 9}»] # c\nstatus: «old|new»\n",
                "history: [\n  {n: 1},\n  {n: 2}«|, {n: 9}»,\n]\nstatus: «old|new»\n",
                "history: [«|{n: 9}»]\nstatus: «old|new»\n",
                "history:«| [{n: 9}]»\nstatus: «old|new»\n",
                "history: «~|[{n: 9}]»\nstatus: «old|new»\n",
                "name: 𠮷\uD83D\uDE00\nstatus: «old|new»\nhistory:\n  - {n: 𠮷}\n«|  - {n: 9}\n»z: 𠮷\n",
                "  id: A\n  status: «old|new»\n«|  history:\n    - {n: 9}\n»  z: 1\n",
                "{\"id\": \"A\", \"status\": \"«old|new»\"«|, \"history\": [{n: 9}]»,\n \"z\": 1}\n",
                "{\"status\": \"«old|new»\", \"history\": [{\"n\": 1}«|, {n: 9}»], \"z\": 1}",
                "status: «old|new»\nhistory:\n  - n: 1\n    text: |\n      zwei\n«|  - {n: 9}\n»z: 1\n",
                "status: «old|new»\nhistory:\n  - n: 1\n    text: |\n      zwei\n«|  - {n: 9}\n»",
                "---\nstatus: «old|new»\n«|history:\n  - {n: 9}\n»...\n",
                "nested: {status: old, history: []}\nstatus: «old|new»\n«|history:\n  - {n: 9}\n»"
            })
    void changesOnlyTheValueAndTheList(String marked) {
        String before = side(marked, false);
        assertThat(before).contains(WAS);
        assertThat(amended(before)).hasValue(side(marked, true));
        Problems problems = new Problems();
        assertThat(Yaml.read("f", side(marked, true).getBytes(StandardCharsets.UTF_8), problems))
                .as(() -> problems.list().toString())
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id: A\n",
                "status:\nid: A\n",
                "status: |-\n  old\nid: A\n",
                "status: [old]\n",
                "status: old\nhistory: {n: 1}\n",
                "status: old\nhistory: >\n  old\n"
            })
    void whatIsWrittenOtherwiseIsLeftAlone(String text) {
        assertThat(amended(text)).isEmpty();
    }

    @Test
    void twiceAmendedHoldsBoth() {
        String once = amended("status: old\n").orElseThrow();
        assertThat(amended(once)).hasValue("status: new\nhistory:\n  - {n: 9}\n  - {n: 9}\n");
    }
}
