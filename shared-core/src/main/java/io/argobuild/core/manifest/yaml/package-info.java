/**
 * YAML and JSON texts read exactly as Kubernetes tools read them, with the position of every value,
 * and written so that YAML 1.1, YAML 1.2 and Go read the same values back.
 *
 * <p>Source: the rules of sigs.k8s.io/yaml 1.6.0 over go-yaml 2.4.4, whose scanner and parser are
 * those of libyaml. YAML libraries for the JVM accept and refuse other texts and give other types.
 */
@NullMarked
package io.argobuild.core.manifest.yaml;

import org.jspecify.annotations.NullMarked;
