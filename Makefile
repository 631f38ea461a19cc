# Two commands matter: `make demo` and `make test`. Everything is installed into .venv here.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin
SCENARIO := scenarios/pakistan-turkey.yaml

.PHONY: demo browser test test-long check format bench facts scoreboard docs notebooks reference clean

$(VENV)/installed: pyproject.toml constraints.txt
	@echo "Installing into $(VENV), once: some minutes in which nothing is said."
	$(PYTHON) -m venv $(VENV)
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@

# What reads the IAMC export in a test, in an environment of its own (tests/pyam.txt); without it that test skips with a word.
$(VENV)/pyam/installed: tests/pyam.txt $(VENV)/installed
	$(PYTHON) -m venv $(VENV)/pyam
	$(VENV)/pyam/bin/python -c 'import pathlib, sys, sysconfig; pathlib.Path(sysconfig.get_path("purelib"), "entente.pth").write_text(sys.argv[1])' "$$($(RUN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')"
	-$(VENV)/pyam/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --requirement tests/pyam.txt && touch $@

demo: $(VENV)/installed  ## environment, install, the main scenario end to end
	$(RUN)/entente run $(SCENARIO)

browser:  ## Chromium, for the tests of pages; where it cannot be had they skip with a word
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || { \
	  [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	  apt-get -qq update >/dev/null 2>&1 && \
	  DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends chromium >/dev/null 2>&1; \
	} || echo "No Chromium here: the tests in a browser are skipped."

test: $(VENV)/installed $(VENV)/pyam/installed browser  ## all tests; those that need the public source files skip with a word where these are not
	$(RUN)/python -m pytest -n $$($(RUN)/python -c 'import os; print(os.cpu_count())') --dist loadfile

test-long: $(VENV)/installed  ## the tests that take long to compile, gradients of a whole world among them
	$(RUN)/python -m pytest -m long

check: $(VENV)/installed  ## lint, format and types
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy

format: $(VENV)/installed
	$(RUN)/ruff check --fix .
	$(RUN)/ruff format .

bench: $(VENV)/installed  ## measure speed; writes benchmarks/results.json and docs/performance.md
	$(RUN)/python -m benchmarks.bench

facts: $(VENV)/installed  ## evaluate the stylised facts and write docs/facts.md
	$(RUN)/python benchmarks/facts.py

scoreboard: $(VENV)/installed  ## score calibration, hindcast and third parties (needs ENTENTE_SOURCE); writes docs/scoreboard.md
	$(RUN)/python -m benchmarks.scoreboard

docs: $(VENV)/installed  ## write the tables and equations of docs/odd.md from the code
	$(RUN)/python docs/make_odd.py

notebooks: $(VENV)/installed  ## run the notebooks and keep them with their outputs
	$(RUN)/python docs/make_notebooks.py

reference: $(VENV)/installed  ## make the study in results/reference anew, with its tables and charts
	$(RUN)/python docs/make_reference.py

clean:
	rm -rf $(VENV) build *.egg-info
