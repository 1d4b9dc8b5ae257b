package io.jianhu.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Event;
import io.jianhu.chat.Original;
import io.jianhu.chat.Severity;
import io.jianhu.escalate.Ticket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The citizen's own values in the console. With {@code -Djianhu.pictures=DIR} it also leaves pictures to look at. */
@Tag("system")
class ConsoleRevealTest {

    private static final String MOBILE = "13800138000";

    @TempDir(cleanup = CleanupMode.NEVER)
    private Path directory;

    @Test
    void aGuardianSeesTheValuesForAReasonAndOnlyWhileTheTicketIsShown() throws Exception {
        try (House house = new House(directory.resolve("state"), AdminSettings.DEFAULTS, Clock.systemUTC());
                ConsoleServer server = new ConsoleServer(house.site);
                Browser browser = new Browser(directory.resolve("profile"))) {
            Ticket ticket = Samples.open(house.tickets, "c-1", Severity.HIGH, Duration.ofMinutes(30), "JH-3110");
            Ticket other = Samples.open(house.tickets, "c-2", Severity.LOW, Duration.ofMinutes(30), "JH-6001");
            house.tickets.entrust(ticket.code(), List.of(new Original("〔手机号·k3f9〕", "mobile", "手机号", MOBILE)));
            browser.look(1280, 1100, false);
            browser.go(server.address() + "/");
            browser.awaitPage("document.querySelector('form.sign-in')");
            browser.evaluate("document.querySelector('#name').value = 'chen'");
            browser.evaluate("document.querySelector('#password').value = '" + House.PASSWORD + "'");
            browser.evaluate("document.querySelector('form.sign-in').requestSubmit()");
            browser.awaitPage("document.querySelectorAll('[data-ticket]').length === 2");

            browser.evaluate("document.querySelector('[data-ticket=\"" + ticket.name() + "\"]').click()");
            browser.awaitPage("document.querySelector('.transcript')");
            assertThat(browser.evaluate("document.querySelectorAll('.reveal').length"))
                    .as("before it is claimed")
                    .isEqualTo("0");
            browser.evaluate("document.querySelector('.work .primary').click()");
            browser.awaitPage("document.querySelector('.reveal')");
            picture(browser, "reveal");

            say(browser, "想看");
            browser.awaitPage("document.querySelector('#reveal-problem').textContent.includes('5–200')");
            picture(browser, "reveal-short");
            assertThat(house.events).noneMatch(Event.Revealed.class::isInstance);
            assertThat(browser.evaluate("document.body.textContent")).doesNotContain(MOBILE);

            house.auditBroken = true;
            say(browser, "需回电核实市民的办理进度");
            browser.awaitPage("document.querySelector('#reveal-problem').textContent.includes('审计')");
            assertThat(browser.evaluate("document.body.textContent")).doesNotContain(MOBILE);
            house.auditBroken = false;

            browser.evaluate("document.querySelector('form.reason').requestSubmit()");
            browser.awaitPage("document.querySelector('.originals')");
            assertThat(browser.evaluate("document.querySelector('.transcript').textContent"))
                    .contains("〔手机号·k3f9〕" + MOBILE);
            assertThat(browser.evaluate("document.querySelector('.reveal').textContent"))
                    .contains("〔手机号·k3f9〕", MOBILE, "已记入审计");
            assertThat(house.events)
                    .filteredOn(Event.Revealed.class::isInstance)
                    .hasSize(1);
            picture(browser, "revealed");
            browser.look(1280, 1100, true);
            picture(browser, "revealed-dark");
            browser.look(390, 844, false);
            browser.evaluate("document.querySelector('.reveal').scrollIntoView()");
            picture(browser, "revealed-phone");
            assertThat(browser.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo("true");
            browser.look(1280, 1100, false);

            browser.evaluate("document.querySelector('[data-ticket=\"" + other.name() + "\"]').click()");
            browser.awaitPage("document.querySelector('.headline')?.textContent.includes('" + other.name() + "')");
            assertThat(browser.evaluate("document.body.textContent")).doesNotContain(MOBILE);
            browser.evaluate("document.querySelector('[data-ticket=\"" + ticket.name() + "\"]').click()");
            browser.awaitPage("document.querySelector('#reveal-reason')");
            assertThat(browser.evaluate("document.body.textContent")).doesNotContain(MOBILE);
            assertThat(browser.evaluate("document.querySelector('#reveal-reason').value"))
                    .isEmpty();

            say(browser, "再次核对电话号码");
            browser.awaitPage("document.querySelector('.originals')");
            browser.evaluate("document.querySelector('.reveal .plain').click()");
            browser.awaitPage("document.querySelector('#reveal-reason')");
            assertThat(browser.evaluate("document.body.textContent")).doesNotContain(MOBILE);

            browser.evaluate("document.querySelector('.chip').click()");
            browser.evaluate("[...document.querySelectorAll('.work .primary')].at(-1).click()");
            browser.awaitPage("document.querySelector('.given')");
            say(browser, "答复之后还想再看");
            browser.awaitPage("document.querySelector('#reveal-problem').textContent.includes('不在内存')");
            picture(browser, "reveal-gone");
            assertThat(browser.complaints())
                    .allSatisfy(complaint -> assertThat(complaint).containsAnyOf("401", "410", "503"));
        }
    }

    private static void say(Browser browser, String reason) throws Exception {
        browser.evaluate("{ const field = document.querySelector('#reveal-reason'); field.value = '" + reason
                + "'; field.dispatchEvent(new Event('input')); }");
        browser.evaluate("document.querySelector('form.reason').requestSubmit()");
    }

    private static void picture(Browser browser, String name) throws Exception {
        String directory = System.getProperty("jianhu.pictures", "");
        if (!directory.isEmpty()) {
            Files.createDirectories(Path.of(directory));
            browser.evaluate("new Promise(done => setTimeout(done, 300))");
            browser.screenshot(Path.of(directory, name + ".png"));
        }
    }
}
