"""Reads a CloudFormation template, and the start-up script in it as an instance would get it."""

import re
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
SERVICE = ROOT / "deploy" / "aws" / "service.yml"


class Loader(yaml.SafeLoader):
    """YAML with AWS' short tags (!Ref, !Sub ...), whose values are taken as they stand."""


def _tagged(loader: yaml.SafeLoader, _suffix: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return loader.construct_scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return loader.construct_mapping(node, deep=True)


Loader.add_multi_constructor("!", _tagged)


def template(path: Path = SERVICE) -> dict[str, Any]:
    return yaml.load(path.read_text(), Loader)  # noqa: S506


def user_data(**values: str) -> str:
    """The start-up script, its ${...} filled in with `values` (by name without 'AWS::')."""
    text = template()["Resources"]["Instance"]["Properties"]["UserData"]["Fn::Base64"]["Fn::Sub"][0]
    return re.sub(r"\$\{(?:AWS::)?(\w+)\}", lambda found: values.get(found[1], found[1].lower()), text)
