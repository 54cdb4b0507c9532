package io.beltline.verification.shop;

import java.io.IOException;
import java.net.http.HttpClient;

/** Plays a number of orders against a shop in the same process and prints what was sent. */
public final class Main {
  private Main() {}

  /**
   * Runs the shop. The Java agent sends what is left when the process ends.
   *
   * @param arguments the number of orders
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Sent sent = new Sent();
    try (HttpClient client = HttpClient.newHttpClient();
        Shop shop = new Shop(client, sent)) {
      int orders = Integer.parseInt(arguments[0]);
      for (int number = 1; number <= orders; number++) {
        shop.buy(number);
      }
    }
    System.out.println(sent.json(System.getenv("OTEL_SERVICE_NAME")));
  }
}
