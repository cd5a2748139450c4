"""Time the whole trained reader, from text to linked quotes, on articles of about 1,000 wordpieces.

    python bench/reader.py [TEXT_FOLDER] [--articles 40] [--processes 2]

Prints articles a second for one process and for several (one thread each), the share of time in the encoder, seconds to load, the peak
memory of a process, and the time for texts of growing length, which should grow in step. Without a folder of .txt files it reads made-up
sentences.
"""

from __future__ import annotations

import argparse
import itertools
import multiprocessing
import resource
import time
from pathlib import Path

from onrecord.models import Tagger, load_tagger
from onrecord.models.pieces import read_pieces
from onrecord.quotes import read_tagged
from onrecord.records import Report
from onrecord.settings import QuoteSettings

PIECES = 1000
MADE_UP = (
    "The council of Elmford will close the old bridge in May, Mayor Ada Quill said on Monday. “We have waited long enough,” she told a "
    "meeting. Critics, among them the shop owner Ben Marlow, argue that trade would suffer. According to a report by the engineers, the "
    "bridge carries 4,000 cars a day and needs repairs of about £2m. Marlow said he had “no faith in the plan” and asked for a vote.\n\n"
)


def read_whole(tagger: Tagger, text: str) -> int:
    """The number of quotes read in `text`: marks and rules, tagging, decoding, linking, occasions, and the mentions."""
    return len(read_tagged(Report(report_id="bench", text=text), tagger, QuoteSettings()).quotes)


def articles(folder: Path | None, count: int, tagger: Tagger) -> list[str]:
    """``count`` texts of about ``PIECES`` wordpieces, cut from the folder's files joined together, or made up."""
    joined = "\n\n".join(p.read_text(encoding="utf-8") for p in sorted(folder.glob("*.txt"))) if folder else MADE_UP * (12 * count)
    pieces = read_pieces(joined, tagger._tokenizer)
    ends = [int(n) for n in pieces.starts.searchsorted(range(0, len(pieces.ids), PIECES))]
    cuts = [pieces.words[n].start for n in ends if n < len(pieces.words)]
    return [joined[a:b] for a, b in itertools.pairwise(cuts)][:count]


def one_process(texts: list[str]) -> tuple[float, float, float]:
    """Seconds by the clock and of the processor for the texts in this process, and its peak memory in MB."""
    tagger = load_tagger()
    read_whole(tagger, texts[0])
    start, used = time.perf_counter(), time.process_time()
    for text in texts:
        read_whole(tagger, text)
    return time.perf_counter() - start, time.process_time() - used, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--processes", type=int, default=2)
    args = parser.parse_args()
    start = time.perf_counter()
    tagger = load_tagger()
    print(f"load                      {time.perf_counter() - start:8.3f} s")
    texts = articles(args.folder, args.articles, tagger)
    start = time.process_time()
    for text in texts:
        tagger.tag(text)
    tagging = time.process_time() - start
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        alone, used, peak = pool.map(one_process, [texts])[0]
    with context.Pool(args.processes) as pool:
        both = [row[0] for row in pool.map(one_process, [texts] * args.processes, chunksize=1)]
    print(f"1 process                 {len(texts) / alone:8.1f} articles of {PIECES} wordpieces a second")
    print(f"{args.processes} processes               {sum(len(texts) / seconds for seconds in both):8.1f} articles a second")
    print(f"1 core, processor time    {len(texts) / used:8.1f} articles a second (what is left when others share the machine)")
    print(f"share of time in tagging  {tagging / used:8.0%}")
    print(f"peak memory               {peak:8.0f} MB")
    base = "\n\n".join(texts[:8])
    for times in (1, 4, 16):
        start = time.perf_counter()
        read_whole(tagger, (base + "\n\n") * times)
        print(f"{len(base) * times / 1e6:6.2f} MB of text           {time.perf_counter() - start:8.2f} s")


if __name__ == "__main__":
    main()
