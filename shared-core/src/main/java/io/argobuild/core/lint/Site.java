package io.argobuild.core.lint;

import io.argobuild.core.manifest.ManifestObject;
import io.argobuild.core.manifest.yaml.FieldPath;
import io.argobuild.core.problem.Place;

/** A field of an object. */
record Site(ManifestObject object, FieldPath path) {
  static Site of(ManifestObject object) {
    return new Site(object, FieldPath.ROOT);
  }

  Site field(String name) {
    return new Site(object, path.field(name));
  }

  Site item(int index) {
    return new Site(object, path.item(index));
  }

  Place.InFile place() {
    return object.valueAt(path);
  }
}
