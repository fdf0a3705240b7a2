package io.argobuild.core.run;

import io.argobuild.core.manifest.Manifests;

/**
 * Which objects are looked for that no run knows of.
 *
 * @param prefix empty for what stands in the repository's key format before the first variable
 * @param delete whether they are deleted, else they are only told
 * @param resources the repository and its Secrets, where the build gives none
 */
public record OrphanOptions(String prefix, boolean delete, Manifests resources) {}
