package io.beltline.api;

/**
 * The configuration of a component that limits the memory of the whole process ({@code
 * memory_limiter}). The process is sized by the highest of those that are used.
 */
public interface ProcessLimit {

  /**
   * The most memory that the process may take, in bytes; 0 for no limit.
   *
   * @param totalBytes what the container, or else the machine, has
   */
  long processBytes(long totalBytes);
}
