package io.argobuild.core.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.argobuild.core.pod.TransferSheet.Address;
import io.argobuild.core.pod.TransferSheet.Url;
import io.argobuild.core.problem.ProblemException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransferSheetTest {
  private static final PodPlan PLAN =
      new PodPlan(
          "p", Json.object(), List.of(new Transfer("a", Transfer.Direction.STORE, "wf/p/a.tgz")));

  private static Map<String, String> render(Address address) {
    return TransferSheet.render(PLAN, PodSettings.local("/home/u/art"), transfer -> address);
  }

  @Test
  void filesAreNamedAsHelpersSeeThem() {
    assertThat(render(Url.of("file:///home/u/art/wf/p/a%20b%25.tgz")))
        .containsExactly(Map.entry("transfer-0", "path\t/argo-artifacts/wf/p/a b%.tgz\n"));
  }

  @Test
  void urlsComeWithTheirHeaders() {
    assertThat(render(new Url("https://s3/b/k?sig=1", Map.of("x-a", "1"))))
        .containsEntry("transfer-0", "url\thttps://s3/b/k?sig=1\nheader\tx-a: 1\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///home/u/artifacts/x",
        "file:///home/u/art/../x",
        "file:///home/u/art/a/..",
        "file:///etc/passwd",
        "file:///home/u/art/",
        "ftp://host/x",
        "https://host/a\nurl = x",
        "https://host/a\"b",
        "https://host/a b",
      })
  void addressesThatLeadElsewhereAreRefused(String url) {
    assertThatThrownBy(() -> render(Url.of(url)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).isEqualTo("POD_ADDRESS_REFUSED"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "/x", "a/../../x", ""})
  void filesOfAFolderStayInIt(String path) {
    assertThatThrownBy(() -> render(new TransferSheet.Folder(Map.of(path, "https://host/x"))))
        .isInstanceOf(ProblemException.class);
  }
}
