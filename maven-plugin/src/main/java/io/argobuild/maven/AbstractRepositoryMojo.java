package io.argobuild.maven;

import io.argobuild.core.run.RepositoryOptions;
import java.util.Map;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/** Goals that reach artifacts: which repository the build gives. */
abstract class AbstractRepositoryMojo extends AbstractClusterMojo {

  /**
   * The bucket that artifacts go to, in S3, MinIO or another store with an S3 interface. Without
   * one, the repository of the manifests counts (ConfigMap {@code artifact-repositories}), else a
   * folder of this machine.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.repository.bucket")
  String repositoryBucket = "";

  /**
   * The store, as {@code host:port}, with {@code http://} before it for one without TLS; AWS when
   * empty.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.repository.endpoint")
  String repositoryEndpoint = "";

  /**
   * The store's region; the one that fits the endpoint when empty.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.repository.region")
  String repositoryRegion = "";

  /**
   * Where in the bucket the artifacts of a pod go, by default {@code
   * {{workflow.name}}/{{pod.name}}}; a prefix before it keeps projects apart.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.repository.keyFormat")
  String repositoryKeyFormat = "";

  /**
   * The server of {@code settings.xml} whose user name is the access key and whose password is the
   * secret key. Without one, credentials are looked for as the tools of AWS do: {@code
   * AWS_ACCESS_KEY_ID} and {@code AWS_SECRET_ACCESS_KEY} (and {@code AWS_SESSION_TOKEN}), a web
   * identity, the role of the machine. Its keys, else those two of the environment, also count for
   * a repository of the manifests whose Secret isn't given.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.repository.server")
  String repositoryServer = "";

  /**
   * Where the bucket stands in addresses: {@code path}, {@code virtual-hosted}, or {@code auto}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.repository.addressing")
  String repositoryAddressing = "";

  /**
   * PEM file with the certificates of the store's authority, trusted besides those of Java.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.repository.caFile")
  String repositoryCaFile = "";

  /**
   * Whether the bucket is created when it isn't there.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.repository.createBucket", defaultValue = "false")
  boolean repositoryCreateBucket;

  /**
   * Whether artifact GC deletes all versions of an object, where the bucket keeps versions.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.repository.allVersions", defaultValue = "false")
  boolean repositoryAllVersions;

  @Inject @Nullable SettingsDecrypter decrypter;

  Map<String, String> environment = System.getenv();

  /** The keys of the store; empty where there are none to be given. */
  private record Keys(String access, String secret, String token) {
    static Keys of(@Nullable String access, @Nullable String secret, @Nullable String token) {
      return access == null || secret == null
          ? new Keys("", "", "")
          : new Keys(access, secret, token == null ? "" : token);
    }
  }

  RepositoryOptions repository() {
    Keys keys = keys();
    return new RepositoryOptions(
        repositoryEndpoint.strip(),
        repositoryRegion.strip(),
        repositoryBucket.strip(),
        repositoryKeyFormat.strip(),
        keys.access(),
        keys.secret(),
        keys.token(),
        repositoryAddressing.strip(),
        repositoryCaFile.isEmpty() ? null : resolve(repositoryCaFile),
        repositoryCreateBucket,
        repositoryAllVersions,
        false);
  }

  private Keys keys() {
    if (repositoryServer.isEmpty()) {
      return Keys.of(
          environment.get("AWS_ACCESS_KEY_ID"),
          environment.get("AWS_SECRET_ACCESS_KEY"),
          environment.get("AWS_SESSION_TOKEN"));
    }
    Server server = server();
    return Keys.of(server.getUsername(), server.getPassword(), null);
  }

  private Server server() {
    Server server = session.getSettings().getServer(repositoryServer);
    if (server == null) {
      throw Texts.invalid(
          "argo.repository.server",
          "settings.xml has no server '" + repositoryServer + "'",
          "Add it, with the access key as username and the secret key as password");
    }
    return decrypter == null
        ? server
        : decrypter.decrypt(new DefaultSettingsDecryptionRequest(server)).getServer();
  }
}
