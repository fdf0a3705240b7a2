package io.argobuild.maven;

import io.argobuild.core.run.RepositoryOptions;
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
   * identity, the role of the machine.
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

  RepositoryOptions repository() {
    if (repositoryBucket.isBlank()) {
      return RepositoryOptions.NONE;
    }
    String accessKey = "";
    String secretKey = "";
    if (!repositoryServer.isEmpty()) {
      Server server = server();
      accessKey = server.getUsername() == null ? "" : server.getUsername();
      secretKey = server.getPassword() == null ? "" : server.getPassword();
    }
    return new RepositoryOptions(
        repositoryEndpoint.strip(),
        repositoryRegion.strip(),
        repositoryBucket.strip(),
        repositoryKeyFormat.strip(),
        accessKey,
        secretKey,
        "",
        repositoryAddressing.strip(),
        repositoryCaFile.isEmpty() ? null : resolve(repositoryCaFile),
        repositoryCreateBucket,
        repositoryAllVersions,
        false);
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
