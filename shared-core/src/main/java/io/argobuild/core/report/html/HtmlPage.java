package io.argobuild.core.report.html;

import io.argobuild.core.report.Markup;
import io.argobuild.core.report.view.View;
import io.argobuild.core.report.view.ViewJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The report of a run: one file with its style, scripts and data in it. Its content policy names
 * the scripts by their digests, so that nothing else in it would ever run. Where scripts are
 * forbidden altogether, what failed and the picture can be seen all the same.
 */
public final class HtmlPage {
  private HtmlPage() {}

  public static String render(View view) {
    String style = '\n' + PageParts.STYLE.text();
    String layout = '\n' + PageParts.LAYOUT.text();
    String script = '\n' + PageParts.SCRIPT.text();
    String policy =
        "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; style-src "
            + digest(style)
            + "; script-src "
            + digest(layout)
            + ' '
            + digest(script);
    String title = view.run().phase() + ": " + view.run().name() + " – Argo Build";
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="%s">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="generator" content="Argo Build">
        <title>%s</title>
        <link rel="icon" href="data:,">
        <style>%s</style>
        </head>
        <body>
        <div id="argo-build" data-host="maven">
        %s</div>
        <script type="application/json" id="argo-model">%s</script>
        <script>%s</script>
        <script>%s</script>
        </body>
        </html>
        """
        .formatted(
            policy,
            Markup.escape(title),
            style,
            StaticPage.render(view),
            ViewJson.write(view).replace("<", "\\u003c"),
            layout,
            script);
  }

  private static String digest(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] hash = sha.digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
