package io.jianhu.loadtest.compare;

import io.jianhu.loadtest.arm.Arm;
import io.jianhu.loadtest.tell.Page;
import io.jianhu.loadtest.tell.Spread;
import java.util.List;
import java.util.Locale;

/** A figure of all arms as bars beside each other. */
final class Bars {

    private Bars() {}

    /** A card; empty where no arm has the figure. */
    static String html(Row row, List<String> arms) {
        double most = arms.stream()
                .map(row.figure())
                .filter(Spread::isKnown)
                .mapToDouble(Spread::most)
                .max()
                .orElse(0);
        if (!(most > 0)) {
            return "";
        }
        StringBuilder card = new StringBuilder("<section class=\"card\">\n<h3>")
                .append(Page.escaped(row.title().strip()))
                .append("</h3>\n");
        for (String arm : arms) {
            Spread spread = row.figure().apply(arm);
            if (spread.isKnown() && spread.most() > 0) {
                card.append(bar(row, arm, spread, most));
            }
        }
        return card.append("</section>\n").toString();
    }

    private static String bar(Row row, String arm, Spread spread, double most) {
        String form = "%,." + row.decimals() + "f";
        return String.format(
                Locale.ROOT,
                """
                <div class="bar%s"><span>%s</span><span class="track"><span class="fill" style="width:%.2f%%"></span>\
                <span class="spread" style="left:%.2f%%;width:%.2f%%"></span></span><span><b>%s</b>%s</span></div>
                """,
                arm.equals(Arm.JIANHU) ? " own" : "",
                Page.escaped(arm),
                100 * spread.median() / most,
                100 * spread.least() / most,
                100 * (spread.most() - spread.least()) / most,
                String.format(Locale.ROOT, form, spread.median()),
                beside(row, arm));
    }

    private static String beside(Row row, String arm) {
        String beside = arm.equals(Arm.JIANHU) ? "" : row.beside(arm);
        return beside.isEmpty() ? "" : " · " + beside;
    }
}
