package io.argobuild.core.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import io.argobuild.core.report.SampleRuns;
import io.argobuild.core.report.view.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page in a real browser, where there is one. */
class HtmlPageBrowserTest {
  /** {@code -Dreport.pictures=FOLDER} keeps pictures of what is seen. */
  private static final String PICTURES = System.getProperty("report.pictures", "");

  @TempDir static Path folder;
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    Path program =
        Browser.installed().orElseGet(() -> abort("no Chromium on the PATH: pages are not tried"));
    browser = Browser.start(program, folder.resolve("profile"));
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  private static void open(View view) throws IOException {
    Path file = folder.resolve(view.run().name() + ".html");
    Files.writeString(file, HtmlPage.render(view));
    browser.open(file);
  }

  private static String text(String selector) {
    return browser.value("document.querySelector('" + selector + "').textContent").asText();
  }

  private static int count(String selector) {
    return browser.value("document.querySelectorAll('" + selector + "').length").asInt();
  }

  private static void picture(String name) throws IOException {
    if (!PICTURES.isEmpty()) {
      Files.createDirectories(Path.of(PICTURES));
      Files.write(Path.of(PICTURES, name + ".png"), browser.screenshot());
    }
  }

  @ParameterizedTest
  @CsvSource({"1280, 860, light", "1280, 860, dark", "400, 860, light", "400, 860, dark"})
  void whatFailedIsSeenFirst(int width, int height, String theme) throws IOException {
    browser.window(width, height, theme);
    open(SampleRuns.release());

    assertThat(text("h1")).contains("release", "failed");
    assertThat(text(".card.cause")).contains("integration", "exit code 3", "1 of 214 tests failed");
    assertThat(text(".card.gc")).contains("PERMISSION");
    assertThat(text(".card.next")).contains("mvn argo:retry -Dargo.run=release");
    assertThat(count("svg.graph [data-id]")).isGreaterThan(10);
    assertThat(browser.value("document.documentElement.scrollWidth").asInt())
        .as("nothing sticks out of the window")
        .isLessThanOrEqualTo(width);
    assertThat(browser.complaints()).isEmpty();
    picture("report-" + (width < 1000 ? "narrow-" : "") + theme);
  }

  @Test
  void nothingFromOutsideIsMarkup() throws IOException {
    browser.window(1280, 860, "light");
    open(SampleRuns.release());

    assertThat(text(".card.cause pre")).contains("</script><img src=x onerror=alert(1)>");
    assertThat(count("img")).isZero();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void theContentPolicyLetsNothingElseRun() throws IOException {
    browser.window(1280, 860, "light");
    open(SampleRuns.release());
    browser.value(
        "(() => { const s = document.createElement('script'); s.textContent = 'window.evil = 1';"
            + " document.body.append(s); })()");

    assertThat(browser.value("window.evil === undefined").asBoolean()).isTrue();
  }

  @Test
  void everythingCanBeDoneByKeys() throws IOException {
    browser.window(1280, 860, "light");
    open(SampleRuns.release());

    browser.press("f");
    assertThat(text("#panel .verdict")).contains("Error").contains("pod was evicted");
    browser.press("f");
    assertThat(text("#panel-title")).isEqualTo("integration");
    browser.press("Escape");
    assertThat(browser.value("document.querySelector('#panel').hidden").asBoolean()).isTrue();
    browser.press("3");
    assertThat(count("#view-table tbody tr")).isGreaterThan(15);
    browser.press("2");
    assertThat(count("#view-timeline .row")).isGreaterThan(8);
    browser.press("4");
    assertThat(text("#view-artifacts")).contains("release/compile/jar.tgz", "never stored");
    browser.press("5");
    assertThat(text("#view-run")).contains("4f2c");
    browser.press("1");
    browser.press("/");
    assertThat(browser.value("document.activeElement.id").asText()).isEqualTo("q");
    browser.press("Escape");
    browser.value("document.activeElement.blur()");
    browser.press("?");
    assertThat(browser.value("document.querySelector('#dialog').open").asBoolean()).isTrue();
    browser.press("Escape");
    browser.press("d");
    assertThat(browser.value("document.documentElement.dataset.theme").asText()).isEqualTo("light");
    browser.value("localStorage.clear()");
  }

  @Test
  void arrowsFollowTheEdges() throws IOException {
    browser.window(1280, 860, "light");
    open(SampleRuns.release());
    String focused = "document.activeElement.getAttribute('data-id')";
    browser.value(
        "[...document.querySelectorAll('svg.graph .stop')]"
            + ".find(e => e.getAttribute('aria-label').startsWith('checkout')).focus()");
    boolean across = browser.value("document.querySelector('[data-across=true]')").isObject();
    String before = browser.value(focused).asText();
    browser.press(across ? "ArrowRight" : "ArrowDown");
    assertThat(browser.value("document.activeElement.getAttribute('aria-label')").asText())
        .startsWith("compile");
    browser.press(across ? "ArrowLeft" : "ArrowUp");
    assertThat(browser.value(focused).asText()).isEqualTo(before);
    browser.press("Enter");
    assertThat(text("#panel-title")).isEqualTo("checkout");
  }

  @Test
  void withoutScriptsTheFailureAndThePictureAreThere() throws IOException {
    browser.window(1280, 860, "light");
    browser.withScripts(false);
    try {
      open(SampleRuns.release());
      picture("report-without-scripts");
    } finally {
      browser.withScripts(true);
    }
    String seen =
        browser.call("DOMSnapshot.captureSnapshot", p -> p.putArray("computedStyles")).toString();
    assertThat(seen).contains("release: Failed", "1 of 214 tests failed", "Graph of release");
  }

  @Test
  void aThousandNodesAreThereInASecond() throws IOException {
    View view = SampleRuns.large(1_000);
    browser.window(1280, 860, "light");
    List<Double> milliseconds = new ArrayList<>();
    for (int load = 0; load < 5; load++) {
      open(view);
      JsonNode painted =
          browser.value(
              "new Promise(done => new PerformanceObserver(list => list.getEntries()"
                  + ".filter(p => p.name === 'first-contentful-paint')"
                  + ".forEach(p => done(p.startTime))).observe({type: 'paint', buffered: true}))");
      double graph =
          browser
              .value("+document.querySelector('#argo-build').getAttribute('data-graph-ms')")
              .asDouble();
      assertThat(graph).isPositive();
      milliseconds.add(painted.asDouble());
    }
    assertThat(view.nodes()).hasSizeGreaterThan(990);
    // The best of several: other work of the machine is not what is measured.
    System.getLogger(HtmlPageBrowserTest.class.getName())
        .log(System.Logger.Level.INFO, "first paint of 1,000 nodes, ms: {0}", milliseconds);
    assertThat(milliseconds).anySatisfy(ms -> assertThat(ms).isLessThan(1_000));
    picture("report-1000");
  }
}
