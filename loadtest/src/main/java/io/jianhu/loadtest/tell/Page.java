package io.jianhu.loadtest.tell;

import io.jianhu.loadtest.talk.Material;

/** The frame of a page for people who would rather look than read: one file that needs no other. */
public final class Page {

    private Page() {}

    /**
     * A page with a heading that says where and how its figures were measured.
     *
     * @param body of the page, in HTML
     */
    public static String of(String title, Circumstances circumstances, String body) {
        return Material.text(Page.class, "report.html")
                .replace("{title}", escaped(title))
                .replace("{circumstances}", circumstances(circumstances))
                .replace("{body}", body);
    }

    private static String circumstances(Circumstances of) {
        return term("date", of.began().toString())
                + term("machine", of.machine())
                + term("java", of.java())
                + term("command", of.command());
    }

    private static String term(String name, String value) {
        return "<dt>" + name + "</dt><dd>" + escaped(value) + "</dd>\n";
    }

    /** A text as it stands in HTML, also between quotation marks. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
