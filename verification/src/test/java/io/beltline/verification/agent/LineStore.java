package io.beltline.verification.agent;

import java.util.List;

/** A backend of log records. Closing it ends it. */
interface LineStore extends AutoCloseable {
  /** What reports call it. */
  String name();

  /** Where it listens, without a path. */
  String url();

  /** The marks of the lines it holds now, each as often as it holds it. */
  List<String> marks() throws Exception;

  /** How many lines have come to it, each as often as it came. */
  long came() throws Exception;

  @Override
  void close();
}
