"""Well-known models and data sets that papers build on; a README that links to them does not offer them as its own."""

import re

from linkscan.patterns import lazy_pattern

OTHERS_ON_HUBS = frozenset(
    re.findall(
        r"\S+",
        """
    openai openai-community google google-bert google-t5 facebook facebookai meta-llama microsoft nvidia runwayml
    stabilityai compvis black-forest-labs laion lmsys qwen mistralai huggyllama decapoda-research thudm zai-org
    baichuan-inc eleutherai tiiuae bigscience bigcode sentence-transformers timm deepseek-ai internlm opengvlab
    liuhaotian llava-hf salesforce h94 lllyasviel diffusers baai jinaai intfloat distilbert xlnet allenai tencent
    hunyuanvideo-community madebyollin sg161222 kwai-kolors deepfloyd hf-internal-testing huggingface huggingfaceh4
    huggingfacem4 huggingfacetb teknium cerebras mosaicml databricks tatsu-lab nousresearch wizardlm codellama
    ultralytics pyannote speechbrain suno coqui cardiffnlp nlpaueb dmis-lab emilyalsentzer allegro klue
    """,
    )
)
"""Organisations on hubs whose models others build on; in a repository of the same owner, their models are its own."""

OTHERS_DATA = lazy_pattern(
    r"""\b(?:
    ms[-_ ]?coco | coco(20\d\d)? | imagenet(-\w+)? | cifar-?1?00? | mnist | fashion-?mnist | svhn | laion(-\w+)? |
    glue | superglue | squad | wikitext | the[ ]pile | red[ ]?pajama | kitti | nuscenes | waymo | celeba(-hq)? |
    ffhq | lsun | ade20k | cityscapes | libri(speech|tts) | vctk | voxceleb\d? | audioset | kinetics(-?\d+)? |
    ucf-?101 | hmdb-?51 | something-something | ego4d | howto100m | msr-?vtt | msvd | activitynet | flickr30k |
    visual[ ]genome | vqa[ ]?v?2 | gqa | textvqa | ok-?vqa | scienceqa | shapenet | modelnet\d* | scannet |
    replica | matterport3d | pascal[ ]voc | voc[ ]?(20)?\d\d | lvis | objects365 | open[ ]?images | places365 | div2k |
    flickr2k | bsd\d+ | set5 | set14 | urban100 | vimeo-?90k | davis | mimic(-\w+)? | chexpert | brats\d* |
    movielens | amazon[ ]reviews? | yelp | cora | citeseer | pubmed | ogbn?-\w+ | qm9 | zinc | gsm8k | humaneval |
    mmlu | c4 | alpaca | sharegpt | wmt[ ]?\d+ | flowers-?102 | fgvc(-?\w+)? | resisc-?45 | recsis-?45 |
    eurosat | dtd | caltech-?\d+ | oxford(-?iiit)?[- ]?pets? | food-?101 | stanford[- ]?cars | sun-?397 |
    cub(-?200)?(-?2011)? |
    mini-?imagenet | tiered-?imagenet | omniglot | office-?(31|home) | domain-?net | pacs | vlcs | visda | ucr | uea |
    human3\.?6m | mpii | nyu[- ]?v?2 | sintel | flyingchairs | casia[\w-]* | lfw | market-?1501 | dukemtmc\w* |
    space-?net | city-?scale |
    usps | stl-?10 | mnist-?m | upmc-?food-?101 | s3dis | semantic-?kitti | ntu-?rgb-?\+?d(-?\d+)? | shanghai-?tech |
    (re-?)?docred | fb15k[\w-]* | wn18\w* | iemocap | meld | dailydialog | multiwoz | trivia-?qa | hotpot-?qa |
    natural[ ]?questions | ms-?marco | beir | snli | mnli | sst-?[25] | imdb | ag-?news | cnn/?daily-?mail | xsum |
    penn[ ]treebank | conll[ ]?\d+ | uci
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Names of data sets that many papers use."""
