package io.jianhu.disclose;

import io.jianhu.text.Html;
import io.jianhu.text.Resource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes an identity card as a page. Every value is escaped before it meets the template. */
final class CardPage {

    private static final String STYLE = Resource.text(CardPage.class, "card.css");
    private static final Template PAGE = Template.parse(Resource.text(CardPage.class, "card.html"), problem -> {
        throw new IllegalStateException("card.html: " + problem);
    });
    private static final String ON_DUTY = "<p class=\"duty on\">正在上岗 <span lang=\"en\">On duty</span></p>";
    private static final String OFF_DUTY =
            "<p class=\"duty off\">现在不在岗，请联系人工 <span lang=\"en\">Off duty; please reach a human</span></p>";

    /** The source expression by which a browser accepts the style of the page. */
    static final String STYLE_HASH = "sha256-" + sha256(STYLE);

    private CardPage() {}

    static String write(IdentityCard card) {
        Map<String, String> values = new HashMap<>();
        values.put("style", STYLE);
        values.put("id", escape(card.id()));
        values.put("name", escape(card.name()));
        values.put("nameEnglish", english(" ", "span", card.english().name()));
        values.put("department", escape(card.department()));
        values.put("departmentEnglish", english("", "p", card.english().department()));
        values.put("duty", card.onDuty() ? ON_DUTY : OFF_DUTY);
        values.put("successor", card.successor().map(CardPage::successor).orElse(""));
        values.put("phone", escape(card.complaints().phone()));
        values.put(
                "human",
                card.human().map(words -> "<p>" + words(words) + "</p>").orElse(""));
        values.put("type", words(card.type()));
        values.put("level", words(card.level()));
        values.put(
                "may",
                items(Stream.concat(
                        card.scenes().stream().map(CardPage::escape),
                        card.may().stream().map(CardPage::words))));
        values.put("mayNot", items(card.mayNot().stream().map(CardPage::words)));
        values.put(
                "office",
                escape(card.office()) + english(" ", "span", card.english().office()));
        values.put(
                "filing",
                card.filing().map(filing -> escape(filing.number())).orElse("未备案 <span lang=\"en\">none</span>"));
        values.put(
                "filingUntil",
                card.filing().map(filing -> filing.validUntil().toString()).orElse("—"));
        values.put("languages", languages(card.languages()));
        values.put("hours", escape(card.complaints().hours()));
        values.put("complaintsLink", link(card.complaints().url()));
        return PAGE.fill(values);
    }

    private static String successor(IdentityCard.Successor successor) {
        return "<p class=\"duty\">接替我的是 <span lang=\"en\">My successor is</span> <a href=\""
                + escape(successor.address()) + "\">" + words(successor.name()) + "</a></p>";
    }

    private static String words(IdentityCard.Words words) {
        return escape(words.zh()) + english(" ", "span", words.en());
    }

    private static String english(String before, String tag, String text) {
        return text.isEmpty() ? "" : before + "<" + tag + " lang=\"en\">" + escape(text) + "</" + tag + ">";
    }

    private static String items(Stream<String> items) {
        return items.map(item -> "<li>" + item + "</li>\n").collect(Collectors.joining());
    }

    private static String languages(List<String> tags) {
        return tags.stream()
                .map(Locale::forLanguageTag)
                .map(language -> escape(language.getDisplayName(Locale.SIMPLIFIED_CHINESE)) + " <span lang=\"en\">"
                        + escape(language.getDisplayName(Locale.ENGLISH)) + "</span>")
                .collect(Collectors.joining("、"));
    }

    private static String link(String url) {
        boolean safe = url.startsWith("https://") || url.startsWith("http://");
        return safe ? "<p><a href=\"" + escape(url) + "\" rel=\"noreferrer\">" + escape(url) + "</a></p>" : "";
    }

    private static String escape(String text) {
        return Html.escape(text);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
