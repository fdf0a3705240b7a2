/** Artifacts in S3, MinIO and what speaks as they do. Loaded only when a run needs it. */
@NullMarked
package io.argobuild.core.artifact.s3;

import org.jspecify.annotations.NullMarked;
