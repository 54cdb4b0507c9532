package io.beltline.config;

/**
 * What is being bound: its path, and where problems with it are shown.
 *
 * @param path from the root
 * @param position where it stands
 */
record Place(String path, Position position) {

  Place child(String key, Position at) {
    return new Place(path.isEmpty() ? key : path + "::" + key, at);
  }

  Place child(ConfigMap.Entry entry) {
    return child(entry.key(), entry.shown());
  }
}
