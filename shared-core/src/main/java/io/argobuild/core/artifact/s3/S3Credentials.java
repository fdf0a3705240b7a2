package io.argobuild.core.artifact.s3;

/** What lets one into a store. */
public sealed interface S3Credentials {

  /**
   * Keys that somebody gave.
   *
   * @param sessionToken empty for keys that last
   */
  record Keys(String accessKey, String secretKey, String sessionToken) implements S3Credentials {
    @Override
    public String toString() {
      return "Keys[accessKey=" + accessKey + "]";
    }
  }

  /**
   * What this machine has, as the tools of AWS look for it: {@code AWS_ACCESS_KEY_ID} and its like,
   * a web identity, the role of the container or of the machine.
   */
  record Ambient() implements S3Credentials {}

  /** None, for what is open to all. */
  record Anonymous() implements S3Credentials {}
}
