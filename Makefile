# The two commands that do everything: make demo and make test. Meson does the work.
.PHONY: build demo test clean

DB ?= demo.db
REPORT ?= report.html

build:
	@tools/needs build
	@test -d build || meson setup build
	@ninja -C build

# Builds, loads the packs' samples through their own maps, writes the report and names it; then serves
# the sample site on this machine until Ctrl-C. With ONCE=1 it ends after the report.
demo: build
	@rm -f $(DB) $(DB)-wal $(DB)-shm
	@build/src/command/ward demo --db $(DB) --output $(REPORT) $(if $(ONCE),,--serve)

test: build
	@tools/needs test
	@meson test -C build --print-errorlogs

clean:
	rm -rf build build-* $(DB) $(DB)-wal $(DB)-shm $(REPORT)
