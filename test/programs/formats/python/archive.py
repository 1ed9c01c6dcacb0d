"""Python: CPU time, heap and threads by pypprof, and folded stacks by py-spy.

    python archive.py OUT baseline|candidate
    py-spy record --format raw -- python archive.py - baseline|candidate

An archive files letters. The candidate keeps the drafts as well.
"""

import os
import sys
import threading

letters = []
drafts = []


def write(number, side):
    draft = ["%d: dear reader, line %d" % (number, line) for line in range(20)]
    if side == "candidate":
        drafts.append(draft)
    return " ".join(draft)


def sort():
    letters.sort(key=lambda letter: letter[::-1])


def work(side, rounds):
    for number in range(rounds):
        letters.append(write(number, side))
        if number % 100 == 0:
            sort()


def work_until(ended, side):
    while not ended.is_set():
        work(side, 200)
        del letters[:]
        del drafts[:]


def record(out, side):
    import mprofile
    from pypprof import net_http, thread_profiler

    def save(name, profile):
        with open(os.path.join(out, name + ".pb.gz"), "wb") as file:
            file.write(profile)

    mprofile.start(max_frames=64, sample_rate=4096)
    work(side, 1000)
    save("heap", net_http.build_heap_pprof(mprofile.take_snapshot()))
    mprofile.stop()

    ended = threading.Event()
    worker = threading.Thread(target=work_until, args=(ended, side), name="worker")
    worker.start()
    save("cpu", net_http.CPUProfiler(period_ms=5).profile(1))
    save("threads", thread_profiler.take_snapshot())
    ended.set()
    worker.join()


if __name__ == "__main__":
    out, side = sys.argv[1:]
    if out == "-":
        work(side, 6000)
    else:
        record(out, side)
