package io.argobuild.core.artifact.s3;

/** The right that a request needs, as policies name it. */
enum S3Right {
  GET("s3:GetObject", "reading"),
  PUT("s3:PutObject", "writing"),
  DELETE("s3:DeleteObject", "deleting"),
  DELETE_VERSION("s3:DeleteObjectVersion", "deleting"),
  LIST("s3:ListBucket", "listing"),
  LIST_VERSIONS("s3:ListBucketVersions", "listing"),
  LIST_UPLOADS("s3:ListBucketMultipartUploads", "listing"),
  ABORT_UPLOAD("s3:AbortMultipartUpload", "deleting"),
  CREATE_BUCKET("s3:CreateBucket", "creating");

  private final String policyName;
  private final String verb;

  S3Right(String policyName, String verb) {
    this.policyName = policyName;
    this.verb = verb;
  }

  String policyName() {
    return policyName;
  }

  /** What it lets one do, such as {@code reading}. */
  String verb() {
    return verb;
  }
}
