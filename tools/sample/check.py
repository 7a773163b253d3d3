"""Says whether the sample files and expected answers are what the scripts beside this one write (TAP)."""
import filecmp
import os
import runpy
import shutil
import sys
import tempfile

sys.dont_write_bytecode = True

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, here)
import riverton  # noqa: E402

names = sorted(f[:-3] for f in os.listdir(here) if f.endswith(".py") and f not in ("riverton.py", "check.py"))
real = riverton.ROOT
print(f"1..{len(names)}")
failed = False
with tempfile.TemporaryDirectory() as folder:
    shutil.copytree(os.path.join(real, "packs"), os.path.join(folder, "packs"), ignore=shutil.ignore_patterns("sample"))
    riverton.ROOT = folder
    for number, name in enumerate(names, 1):
        runpy.run_path(os.path.join(here, name + ".py"))
        different = []
        for part in (os.path.join("packs", name, "sample"), os.path.join("test", "packs", name)):
            fresh, kept = os.path.join(folder, part), os.path.join(real, part)
            files = sorted(set(os.listdir(fresh)) | {f for f in os.listdir(kept) if f.endswith(".csv")})
            _, differ, absent = filecmp.cmpfiles(fresh, kept, files, shallow=False)
            different += [os.path.join(part, f) for f in differ + absent]
        failed = failed or bool(different)
        print(f"{'not ok' if different else 'ok'} {number} - the sample of {name} is what its script writes")
        for path in different:
            print(f"# {path} differs; run tools/sample/{name}.py")
sys.exit(failed)
