#!/usr/bin/env python3
"""Precision, recall and F1 of parley link on labelled sets. Standard library only.

usage: linkage.py PAIRS.csv CLUSTERS.csv TRUTH.csv --id COLUMN --truth (COLUMN | febrl) [--second TRUTH2.csv] [--threshold BITS]
"""
import argparse
import csv
import sys
from collections import defaultdict


def truth_of(path, id_column, truth):
    with open(path, newline="", encoding="utf-8") as file:
        rows = csv.DictReader(file, skipinitialspace=True)
        return {r[id_column].strip(): "-".join(r[id_column].strip().split("-")[:2]) if truth == "febrl" else r[truth].strip() for r in rows}


def true_pairs(entities, sources):
    groups = defaultdict(lambda: defaultdict(int))
    for record, entity in entities.items():
        groups[entity][sources[record]] += 1
    total = 0
    for counts in groups.values():
        n = sum(counts.values())
        total += n * (n - 1) // 2
        if len(set(sources.values())) > 1:
            total -= sum(c * (c - 1) // 2 for c in counts.values())
    return total


def figures(hits, found, total):
    precision = hits / found if found else 0.0
    recall = hits / total if total else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def main():
    parser = argparse.ArgumentParser()
    for name in ("pairs", "clusters", "data"):
        parser.add_argument(name)
    parser.add_argument("--id", required=True)
    parser.add_argument("--truth", required=True)
    parser.add_argument("--second")
    parser.add_argument("--name", default="")
    arguments = parser.parse_args()
    entities = truth_of(arguments.data, arguments.id, arguments.truth)
    sources = dict.fromkeys(entities, 1)
    if arguments.second:
        more = truth_of(arguments.second, arguments.id, arguments.truth)
        sources.update(dict.fromkeys(more, 2))
        entities.update(more)
    total = true_pairs(entities, sources)
    best = (0.0, 0.0, 0.0, 0.0)
    sure = 0.0
    joined = hits_joined = hits = found = 0
    with open(arguments.pairs, newline="", encoding="utf-8") as file:
        rows = sorted(csv.DictReader(file), key=lambda r: -float(r["weight"]))
    for i, row in enumerate(rows):
        hit = entities[row["id_1"]] == entities[row["id_2"]]
        found += 1
        hits += hit
        if row["decision"] == "join":
            joined += 1
            hits_joined += hit
        if i + 1 == len(rows) or rows[i + 1]["weight"] != row["weight"]:
            p, r, f = figures(hits, found, total)
            if f > best[2]:
                best = (p, r, f, float(row["weight"]))
            if p >= 0.995:
                sure = max(sure, r)
    groups = defaultdict(list)
    with open(arguments.clusters, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            groups[row["cluster"]].append(row["id"])
    cluster_hits = cluster_found = largest_wrong = 0
    for members in groups.values():
        wrong = False
        for i, a in enumerate(members):
            for b in members[:i]:
                if not arguments.second or sources[a] != sources[b]:
                    cluster_found += 1
                    same = entities[a] == entities[b]
                    cluster_hits += same
                    wrong |= not same
        if wrong:
            largest_wrong = max(largest_wrong, len(members))
    auto = figures(hits_joined, joined, total)
    cluster = figures(cluster_hits, cluster_found, total)
    false_merges = (cluster_found - cluster_hits) * 100000 / len(entities)
    print(f"{arguments.name:14} best pairs F1 {best[2]:.4f} (P {best[0]:.4f} R {best[1]:.4f} at {best[3]:.1f})  recall at P>=.995 {sure:.4f}  "
          f"automatic P {auto[0]:.4f} R {auto[1]:.4f} F1 {auto[2]:.4f}  clusters P {cluster[0]:.4f} R {cluster[1]:.4f} F1 {cluster[2]:.4f}  "
          f"false pairs per 100,000 records {false_merges:.0f}  largest wrong cluster {largest_wrong}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
