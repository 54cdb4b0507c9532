"""Sends numbered documents with the bulk helpers of Elasticsearch's clients for Python.

Prints as one line of JSON what it was told: how many were taken, how many not, and by which statuses. Arguments: the
client's package, the port it sends to, plain or gzip, the first and the last number, and whether documents are deleted
in between (which nobody can).
"""

import importlib
import json
import sys

NAME, PORT, CODING, FIRST, LAST, DELETES = sys.argv[1:]


def actions():
    for number in range(int(FIRST), int(LAST) + 1):
        action = {"_index": "numbered", "_id": number}
        if DELETES == "deletes" and number % 10 == 0:
            yield {"_op_type": "delete", **action}
        yield {
            "_op_type": "create",
            **action,
            "@timestamp": "2026-01-01T00:00:00.123Z",
            "message": f"document {number}",
            "log": {"level": "warn"},
            "number": number,
            "share": number + 0.5,
            "client": NAME,
            "ok": number % 2 == 0,
            "tags": ["a", "é 牛乳"],
        }


def main():
    module = importlib.import_module(NAME)
    helpers = importlib.import_module(NAME + ".helpers")
    client = module.Elasticsearch(f"http://127.0.0.1:{PORT}", http_compress=CODING == "gzip", max_retries=2)
    assert client.ping() and client.info()["version"]["number"], "no Elasticsearch"
    taken, errors = helpers.bulk(
        client, actions(), chunk_size=100, raise_on_error=False, raise_on_exception=False
    )
    statuses = {answer["status"] for error in errors for answer in error.values()}
    print(json.dumps({"taken": taken, "refused": len(errors), "statuses": sorted(statuses)}))


if __name__ == "__main__":
    main()
