"""Checks a resource against the schema that Kubernetes publishes; no unknown field passes.

Usage: validate_kubernetes.py FILE VERSION

Prints the resource's kind; ends with another status than 0 where it is not by the schema.
"""

import sys

import kubernetes_validate
import yaml

with open(sys.argv[1], encoding="utf-8") as file:
    resource = yaml.safe_load(file)
kubernetes_validate.validate(resource, sys.argv[2], strict=True)
print(resource["kind"])
