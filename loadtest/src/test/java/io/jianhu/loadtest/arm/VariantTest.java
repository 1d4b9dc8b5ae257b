package io.jianhu.loadtest.arm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VariantTest {

    @Test
    void aVariantIsANameAndOptions() {
        assertThat(Variant.of("g1=-XX:-UseParallelGC -XX:+UseG1GC"))
                .hasValue(new Variant("g1", "-XX:-UseParallelGC -XX:+UseG1GC"));
        assertThat(Variant.of("one=-Da=b")).hasValue(new Variant("one", "-Da=b"));
    }

    @Test
    void otherTextIsNone() {
        assertThat(Variant.of("-XX:+UseG1GC")).isEmpty();
        assertThat(Variant.of("g1=")).isEmpty();
        assertThat(Variant.of("g1=UseG1GC")).isEmpty();
        assertThat(Variant.of("jianhu=-Xmx1g")).isEmpty();
        assertThat(Variant.of("../g1=-Xmx1g")).isEmpty();
    }

    @Test
    void itsOptionsStandBehindThoseThatAreThere() {
        assertThat(new Variant("small", "-Xmx512m").before()).first().isEqualTo("env");
        assertThat(new Variant("small", "-Xmx512m").before().getLast())
                .startsWith("JIANHU_JAVA_OPTIONS=")
                .endsWith("-Xmx512m");
        assertThat(Variant.USUAL).extracting(Variant::arm).doesNotHaveDuplicates();
    }
}
