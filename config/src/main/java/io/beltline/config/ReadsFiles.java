package io.beltline.config;

import java.nio.file.Path;
import java.util.Collection;

/**
 * What a component's configuration record offers if the component is built from files besides it: a
 * reload that finds another content in one of them replaces the component, though the record is the
 * same.
 */
public interface ReadsFiles {

  /** The files as they are now; those that cannot be found may be missing. */
  Collection<Path> files();
}
