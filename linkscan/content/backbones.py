"""Recognise weights that are not a release, by name: tensors of a program, and well-known pretrained networks."""

import re

from linkscan.patterns import lazy_pattern

TENSOR_NAME = lazy_pattern(
    r"(^|[/_.-])(adj\w*|index|indices|idx|mask|masks|stats?|statistics|mean|std|scaler|norm\w*|perm\w*|edges?|graphs?|"
    r"splits?|labels?|vocab|tokens?|prompts?|noise|anchors?|features?|feats?|embeddings?|inputs?|outputs?)([_.-]|$)",
    re.IGNORECASE,
)
_BACKBONE = lazy_pattern(
    r"(vgg|resnet|resnext|res2net|mobilenet|efficientnet|densenet|inception|alexnet|squeezenet|googlenet|convnext|swin|"
    r"deit|vit|dino|dinov2|mit|pvt|pvtv2|clip|bert|roberta|gpt|t5|sam|yolo|yolov|raft|lpips|i3d|s3d|c3d|pwc|hrnet|"
    r"segformer|mae|"
    r"moco|simclr|wav2vec|hubert|glove|fasttext|word2vec|facenet|arcface|openpose|mediapipe|u2net|gfpgan|midas|"
    r"things|sintel|"
    r"imagenet|in1k|in22k|1k|22k|coco|openai|laion\w*|pretrained?|pretrain|backbone|base|small|large|huge|tiny|nano|"
    r"patch|uncased|"
    r"cased|multilingual|window|weights?|net|model|best|ckpt|[a-z]|v|b|h|l|s|x)?\d*[a-z]?"
)
"""Words that the file names of well-known pretrained networks consist of."""
_NETWORK = lazy_pattern(
    r"vgg|res\w*net|mobilenet|efficientnet|densenet|inception|alexnet|swin|vit|dino|clip|bert|gpt|"
    r"t5|sam(?![a-z])|yolo|raft|"
    r"lpips|i3d|hrnet|segformer|mae|moco|wav2vec|hubert|glove|facenet|pvt|convnext|midas|u2net|openpose",
    re.IGNORECASE,
)
_HUB_HASH = lazy_pattern(r"[\w.-]+-[0-9a-f]{8}")
"""Names with the first eight digits of a hash, as torchvision adds (https://docs.pytorch.org/docs/stable/hub.html)."""


def is_backbone(stem: str) -> bool:
    """Return whether a file name consists only of words from the names of well-known pretrained networks."""
    if _HUB_HASH.fullmatch(stem):
        return True
    return _NETWORK.match(stem) is not None and all(map(_BACKBONE.fullmatch, re.split(r"[_.-]", stem.lower())))
