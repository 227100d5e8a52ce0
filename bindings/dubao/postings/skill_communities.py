"""Groups of skills that new pairs tie together: communities of a graph, and how often a bootstrap finds them again.

Nodes are the skills of flagged pairs. Edges are these pairs, and the pairs among the same skills that are clearly associated without being new (two
skills of one old role, both of which the new one takes), weighted by association beyond chance in the last months,

    lift = (n_ab + k) / (e_ab + k),  e_ab = Σ_sources n_a n_b / n,  weight = log₂ lift where positive,

counts shrunk towards independence by k imagined postings with and expected (DuMouchel 1999), so that a pair seen three times weighs little.
Communities are those of Louvain (Blondel and others 2008) as ``networkx`` computes them (BSD licence; pure Python wheels; a seed fixes
the result; igraph and leidenalg are under the GPL, which a library under Apache-2.0 cannot ask of its users). Stability is the mean
Jaccard similarity of a community to its best match when postings are resampled (Hennig 2007).

>>> graph = SkillGraph(("a", "b", "c", "d"), np.array([[0, 1], [2, 3]]), np.ones((4, 4)), np.array([0, 0, 0, 0]))
>>> graph.weights(graph.naming).tolist()  # four postings that name everything: no association
[0.0, 0.0]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from dubao.errors import MissingExtraError
from dubao.postings.coded import CodedPosting

__all__ = ["Community", "SkillGraph", "communities"]

# Imagined postings that shrink a lift towards 1.
SHRINKING = 5.0
# Standard errors (Poisson) by which an old tie must exceed chance.
_CLEARLY = 3.0
# Weight of an old tie beside a new one of the same lift: it joins what new pairs tie, and does not pull old roles together again.
_OLD_TIE = 0.25
# Starts of Louvain, whose result depends on the order of the nodes; the partition of the largest modularity is kept.
_STARTS = 5


@dataclass(frozen=True)
class Community:
    """Skills tied together, and how stable they are as a group (1: every replicate finds exactly them)."""

    skills: tuple[str, ...]
    stability: float


@dataclass(frozen=True)
class SkillGraph:
    """Skills, the pairs that are edges, and the postings of the last months: which names which skill, and of which source it is.

    ``factor`` multiplies the weight of each edge: 1 for flagged pairs, less for old ties.
    """

    skills: tuple[str, ...]
    edges: np.ndarray
    naming: np.ndarray
    source: np.ndarray
    factor: np.ndarray | float = 1.0

    @classmethod
    def of(cls, records: Sequence[CodedPosting], pairs: Sequence[tuple[str, str]]) -> SkillGraph:
        """The graph of flagged pairs among some postings, with the old ties between their skills."""
        skills = tuple(sorted({s for pair in pairs for s in pair}))
        at = {s: i for i, s in enumerate(skills)}
        naming = np.zeros((len(records), len(skills)))
        for row, record in enumerate(records):
            for skill in record.skills:
                if skill in at:
                    naming[row, at[skill]] = 1.0
        sources = {s: i for i, s in enumerate(sorted({r.posting.source for r in records}))}
        source = np.array([sources[r.posting.source] for r in records], dtype=int)
        every = np.array(list(combinations(range(len(skills)), 2)), dtype=int).reshape(-1, 2)
        seen, expected = cls(skills, every, naming, source).counted(naming)
        flagged = {(at[a], at[b]) for a, b in pairs}
        tied = seen - expected > _CLEARLY * np.sqrt(np.maximum(expected, 1.0))
        kept = [k for k, (a, b) in enumerate(every.tolist()) if (a, b) in flagged or tied[k]]
        factor = np.array([1.0 if (a, b) in flagged else _OLD_TIE for a, b in every[kept].tolist()])
        return cls(skills, every[kept], naming, source, factor)

    def counted(self, naming: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Postings that name both ends of each edge, and those expected if skills were named independently within a source."""
        seen, expected = np.zeros(len(self.edges)), np.zeros(len(self.edges))
        a, b = self.edges.T
        for source in range(int(self.source.max(initial=0)) + 1):
            rows = naming[self.source == source]
            if len(rows):
                named, both = rows.sum(axis=0), rows.T @ rows
                seen += both[a, b]
                expected += named[a] * named[b] / len(rows)
        return seen, expected

    def lifts(self, naming: np.ndarray) -> np.ndarray:
        """Shrunk lift of each edge among the postings given (rows in the order of ``source``)."""
        seen, expected = self.counted(naming)
        return np.asarray((seen + SHRINKING) / (expected + SHRINKING))

    def weights(self, naming: np.ndarray) -> np.ndarray:
        """Association beyond chance of each edge; 0 where there is none."""
        return np.asarray(np.maximum(np.log2(self.lifts(naming)), 0.0) * self.factor)


def communities(graph: SkillGraph, *, replicates: int = 100, seed: int = 1) -> tuple[Community, ...]:
    """Communities of a graph, the largest first, with their stability.

    Parameters
    ----------
    graph : SkillGraph
    replicates : int
        Resamples of the postings, each source for itself. The edges stay: which pairs rise is the question of the e-values, not of this.
    seed : int
        Same seed, same result.

    Raises
    ------
    dubao.errors.MissingExtraError
        E-EXT-001 when networkx is not installed.
    """
    found = _partition(graph, graph.weights(graph.naming), seed)
    again = np.zeros(len(found))
    where = [np.flatnonzero(graph.source == s) for s in range(int(graph.source.max(initial=0)) + 1)]
    for replicate in range(replicates):
        rng = np.random.default_rng((seed, replicate))
        rows = np.arange(len(graph.naming))
        for own in where:
            rows[own] = own[rng.integers(len(own), size=len(own))] if len(own) else own
        others = _partition(graph, graph.weights(graph.naming[rows]), seed)
        again += [max((len(c & o) / len(c | o) for o in others), default=0.0) for c in found]
    order = sorted(range(len(found)), key=lambda i: (-len(found[i]), sorted(found[i])))
    return tuple(
        Community(tuple(graph.skills[k] for k in sorted(found[i])), float(again[i] / replicates) if replicates else float("nan"))
        for i in order
    )  # fmt: skip


def _partition(graph: SkillGraph, weights: np.ndarray, seed: int) -> list[frozenset[int]]:
    try:
        import networkx as nx
    except ImportError as error:
        raise MissingExtraError.of("networkx", "postings") from error
    net = nx.Graph()
    # Whole numbers as nodes: sets of them have one order in every run, sets of texts have not.
    for (a, b), weight in zip(graph.edges.tolist(), weights.tolist(), strict=True):
        if weight > 0.0:
            net.add_edge(a, b, weight=weight)
    if not net.number_of_edges():
        return []
    best: tuple[float, list[frozenset[int]]] | None = None
    for start in range(_STARTS):
        parts = nx.community.louvain_communities(net, weight="weight", seed=seed * 1000 + start)
        value = float(nx.community.modularity(net, parts, weight="weight"))
        if best is None or value > best[0] + 1e-12:
            best = value, [frozenset(p) for p in parts]
    return best[1] if best else []
