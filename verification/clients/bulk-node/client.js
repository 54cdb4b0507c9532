"use strict";

// Sends numbered documents with the bulk helper of Elasticsearch's client, and prints as one line of JSON what it was
// told: how many were taken, how many not, and by which statuses. Arguments: the client's name, the port it sends to,
// plain or gzip, the first and the last number, and whether documents are deleted in between (which nobody can).

const { Client } = require("@elastic/elasticsearch");

const [name, port, coding, first, last, deletes] = process.argv.slice(2);

function* documents() {
  for (let number = Number(first); number <= Number(last); number++) {
    if (deletes === "deletes" && number % 10 === 0) {
      yield { deleted: number };
    }
    yield {
      "@timestamp": "2026-01-01T00:00:00.123Z",
      message: `document ${number}`,
      log: { level: "warn" },
      number,
      share: number + 0.5,
      client: name,
      ok: number % 2 === 0,
      tags: ["a", "é 牛乳"],
    };
  }
}

function action(document) {
  return document.deleted
    ? { delete: { _index: "numbered", _id: String(document.deleted) } }
    : { create: { _index: "numbered", _id: String(document.number) } };
}

async function main() {
  const client = new Client({
    node: `http://127.0.0.1:${port}`,
    compression: coding === "gzip",
    maxRetries: 2,
    retryBackoff: () => 0.01, // seconds
  });
  const told = { taken: 0, refused: 0, statuses: [] };
  if (!(await client.ping()) || !(await client.info()).version.number) {
    throw new Error("no Elasticsearch");
  }
  try {
    const stats = await client.helpers.bulk({
      datasource: [...documents()],
      onDocument: action,
      onDrop: (dropped) => told.statuses.push(dropped.status),
      flushBytes: 10000,
      concurrency: 1,
    });
    told.taken = stats.successful;
    told.refused = stats.failed;
  } catch (error) {
    told.refused = Number(last) - Number(first) + 1;
    told.statuses.push(error.statusCode ?? String(error));
  }
  told.statuses = [...new Set(told.statuses)];
  console.log(JSON.stringify(told));
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
