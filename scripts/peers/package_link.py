"""package_link.py PACKAGE FILE: prints where the package index (PIP_INDEX_URL or PyPI) has a file."""

import html.parser
import os
import sys
import urllib.parse
import urllib.request

package, file = sys.argv[1:]
index = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/")


class Links(html.parser.HTMLParser):
    def handle_starttag(self, tag, attributes):
        link = dict(attributes).get("href", "").partition("#")[0]
        if tag == "a" and link.endswith("/" + file):
            print(urllib.parse.urljoin(page, link))
            sys.exit(0)


page = f"{index}/{package}/"
with urllib.request.urlopen(page, timeout=60) as answer:
    Links().feed(answer.read().decode())
sys.exit(f"{index} has no {file}")
