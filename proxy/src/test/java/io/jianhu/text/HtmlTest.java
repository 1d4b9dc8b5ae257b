package io.jianhu.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlTest {

    @Test
    void noTextBecomesMarkup() {
        assertThat(Html.escape("<script>alert(\"1\" & '2')</script>"))
                .isEqualTo("&lt;script&gt;alert(&quot;1&quot; &amp; &#39;2&#39;)&lt;/script&gt;");
    }

    @Test
    void noTextTurnsThePageAround() {
        assertThat(Html.escape("甲\u202E乙\u2066丙\u0000丁\uFFFE戊\ud800")).isEqualTo("甲\uFFFD乙\uFFFD丙\uFFFD丁\uFFFD戊\uFFFD");
        assertThat(Html.escape("行\n又\t𠮷")).isEqualTo("行\n又\t𠮷");
    }
}
