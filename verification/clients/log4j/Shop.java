import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.ThreadContext;

/**
 * Logs by Log4j what the test expects: levels, an exception, ids of a trace in the thread context.
 */
public final class Shop {
  private static final Logger LOG = LogManager.getLogger("shop.orders");

  private Shop() {}

  /** No arguments. */
  public static void main(String[] arguments) {
    LOG.debug("cart of {} items", 3);
    ThreadContext.put("trace_id", "0af7651916cd43dd8448eb211c80319c");
    ThreadContext.put("span_id", "b7ad6b7169203331");
    LOG.info("order {} - paid [card]", 4711);
    LOG.error("order failed", new IllegalStateException("no stock", new RuntimeException("row 7")));
    ThreadContext.clearAll();
    LOG.warn("two\nlines, \"quoted\"");
    LOG.fatal("that is all");
  }
}
