package io.jianhu.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.RobotId;
import io.jianhu.chat.Severity;
import io.jianhu.escalate.Ticket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The console in a real browser. With {@code -Djianhu.pictures=DIR} it also leaves pictures to look at. */
@Tag("system")
class ConsoleTest {

    @TempDir(cleanup = CleanupMode.NEVER)
    private Path directory;

    @Test
    void aGuardianSignsInAnswersATicketAndStopsARobot() throws Exception {
        try (House house = new House(directory.resolve("state"), AdminSettings.DEFAULTS, Clock.systemUTC());
                ConsoleServer server = new ConsoleServer(house.site);
                Browser browser = new Browser(directory.resolve("profile"))) {
            Ticket gravest = ConsoleDemo.fill(house);
            browser.look(1280, 860, false);
            browser.go(server.address() + "/");
            browser.awaitPage("document.querySelector('form.sign-in')");
            picture(browser, "sign-in");

            browser.evaluate("document.querySelector('#name').value = 'admin'");
            browser.evaluate("document.querySelector('#password').value = '" + House.PASSWORD + "'");
            browser.evaluate("document.querySelector('form.sign-in').requestSubmit()");
            browser.awaitPage("document.querySelectorAll('[data-ticket]').length === 4");
            assertThat(browser.evaluate("document.querySelector('[data-ticket]').dataset.ticket"))
                    .isEqualTo(gravest.name());
            browser.awaitPage("document.querySelector('.link').textContent === '已连接'");

            Ticket unused = Samples.open(house.tickets, "c-5", Severity.HIGH, Duration.ofMinutes(3), "JH-3110");
            browser.awaitPage("document.querySelectorAll('[data-ticket]').length === 5");

            press(browser, "j");
            browser.awaitPage("document.querySelector('.transcript')");
            assertThat(browser.evaluate("document.querySelector('.transcript').textContent"))
                    .contains("〔手机号·k3f9〕", "<b>我要找人工</b>");
            assertThat(browser.evaluate("document.querySelectorAll('.transcript b').length"))
                    .isEqualTo("0");
            picture(browser, "queue");
            press(browser, "c");
            browser.awaitPage("document.querySelector('#answer')");
            browser.evaluate("document.querySelector('.chip').click()");
            picture(browser, "answering");
            pictureDark(browser, "answering-dark", 1280, 860);
            pictureDark(browser, "answering-phone-dark", 390, 844);
            browser.look(390, 844, false);
            picture(browser, "answering-phone");
            browser.look(1280, 860, false);
            browser.evaluate("[...document.querySelectorAll('.work .primary')].at(-1).click()");
            browser.awaitPage("document.querySelector('.given')");
            Ticket answered = house.tickets.byName(gravest.name()).orElseThrow();
            assertThat(answered.answers().getFirst().text()).contains("工作人员受理");
            picture(browser, "answered");

            browser.evaluate("location.hash = '#robots'");
            browser.awaitPage("document.querySelectorAll('.robot').length === 3");
            browser.evaluate("document.querySelector('.robot .danger').click()");
            browser.awaitPage("document.querySelector('dialog[open]')");
            picture(browser, "brake");
            browser.evaluate("document.querySelector('dialog textarea').value = '答复有误，停用核查'");
            browser.evaluate("document.querySelector('dialog form').requestSubmit()");
            browser.awaitPage("document.querySelector('.badge.braked')");
            assertThat(house.brakes.on(new RobotId("FT-001"))).isPresent();
            picture(browser, "robots");

            browser.evaluate("location.hash = '#policy'");
            browser.awaitPage("document.querySelectorAll('tbody tr').length > 10");
            picture(browser, "policy");
            pictureDark(browser, "policy-dark", 1280, 860);
            assertThat(browser.evaluate("document.querySelector('.facts').textContent"))
                    .contains("签名策略包", "418", "r-0d13f5a0c2b4");
            assertThat(house.events).noneMatch(event -> event.toString().contains("shadow-read"));
            browser.evaluate("document.querySelector('.shadow-report button').click()");
            browser.awaitPage("document.querySelectorAll('.samples li').length === 2");
            assertThat(browser.evaluate("document.querySelector('.samples').textContent"))
                    .contains("<b>材料齐全</b>，保证三天内办好", "[手机号]");
            assertThat(browser.evaluate("[...document.querySelectorAll('mark')].map(it => it.textContent).join()"))
                    .isEqualTo("保证,保证");
            assertThat(house.events).anyMatch(event -> event.toString().contains("shadow-read"));
            browser.evaluate("document.querySelector('.shadow-report').scrollIntoView()");
            picture(browser, "shadow");
            browser.look(390, 844, true);
            browser.evaluate("document.querySelector('.shadow-report').scrollIntoView()");
            picture(browser, "shadow-phone-dark");
            assertThat(browser.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo("true");
            browser.look(1280, 860, false);
            browser.evaluate("scrollTo(0, 0)");
            browser.evaluate("document.querySelector('.card .danger').click()");
            browser.awaitPage("document.querySelector('dialog[open]')");
            picture(browser, "rollback");
            browser.evaluate("document.querySelector('dialog form').requestSubmit()");
            browser.awaitPage("document.querySelector('.toast')?.textContent.includes('已回退到 r-0d13f5a0c2b4')");
            assertThat(house.events).anyMatch(event -> event.toString().contains("policy-rollback"));
            browser.evaluate(
                    "[...document.querySelectorAll('.tools button')].find(it => it.textContent === 'English').click()");
            browser.awaitPage("document.documentElement.lang === 'en'");
            browser.evaluate("location.hash = '#queue'");
            browser.awaitPage("document.querySelectorAll('[data-ticket]').length === 5");
            picture(browser, "queue-english");
            browser.look(640, 430, false);
            picture(browser, "zoom-200");
            assertThat(browser.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo("true");
            browser.look(390, 844, false);
            picture(browser, "queue-phone");
            assertThat(browser.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo("true");
            assertThat(browser.complaints())
                    .allSatisfy(complaint -> assertThat(complaint).contains("401", "/api/me"));
        }
    }

    private static void press(Browser browser, String key) throws Exception {
        browser.evaluate(
                "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: '" + key + "', bubbles: true}))");
    }

    private static void pictureDark(Browser browser, String name, int width, int height) throws Exception {
        browser.look(width, height, true);
        picture(browser, name);
        browser.look(1280, 860, false);
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
