package io.beltline.receiver.dockerstats;

import java.util.Map;

/**
 * What an inspection tells of a container.
 *
 * @param id its id
 * @param name its name, without the slash in front
 * @param image the image as it was named when the container was made
 * @param imageId the image's id
 * @param hostname the name it has for itself
 * @param command the command with its arguments
 * @param further the attributes that come from labels and variables
 * @param running whether it runs and is not paused
 * @param startedAt when it was started, as written
 * @param restarts how often it was restarted
 * @param shares its CPU shares; 0 for none
 * @param limit how many CPUs it may use
 */
record Container(
    String id,
    String name,
    String image,
    String imageId,
    String hostname,
    String command,
    Map<String, String> further,
    boolean running,
    String startedAt,
    long restarts,
    long shares,
    CpuLimit limit) {

  /**
   * How many CPUs a container may use, as it was told in one of three ways.
   *
   * @param nanos in billionths; 0 for none
   * @param set the cores it may use, such as 0-2,5; empty for all
   * @param quota microseconds in each period; 0 for none
   * @param period in microseconds; 0 for the usual
   */
  record CpuLimit(long nanos, String set, long quota, long period) {
    private static final double NANO = 1e9;
    private static final long USUAL_PERIOD = 100_000;

    /**
     * The number; 0 if there is no limit.
     *
     * @throws NumberFormatException if the set is none
     */
    double cpus() {
      if (nanos > 0) {
        return nanos / NANO;
      }
      if (!set.isEmpty()) {
        return cores();
      }
      return quota > 0 ? (double) quota / (period == 0 ? USUAL_PERIOD : period) : 0;
    }

    private long cores() {
      long cores = 0;
      for (String part : set.split(",", -1)) {
        int dash = part.indexOf('-');
        long from = number(dash < 0 ? part : part.substring(0, dash));
        long to = dash < 0 ? from : number(part.substring(dash + 1));
        if (to < from) {
          throw new NumberFormatException(part);
        }
        cores += to - from + 1;
      }
      return cores;
    }

    private static long number(String text) {
      return Integer.parseUnsignedInt(text.strip());
    }
  }
}
