package io.jianhu.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DocumentTest {

    @Test
    void aFileUnderTheOtherEndingIsNotPassedOver() {
        byte[] robot = "apiVersion: jianhu/v1\nkind: Robot\n".getBytes(StandardCharsets.UTF_8);
        Folder folder = new Folder("p", new TreeMap<>(Map.of("robots/FT-001.yaml", robot, "robots/FT-004.yml", robot)));
        Problems problems = new Problems();
        assertThat(Document.readAll(folder, "robots", "Robot", problems)).hasSize(1);
        assertThat(problems.list())
                .map(Problem::toString)
                .singleElement()
                .asString()
                .startsWith("robots/FT-004.yml:")
                .endsWith("ends in .yml (expected: .yaml)");
    }
}
