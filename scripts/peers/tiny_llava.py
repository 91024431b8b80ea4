"""tiny_llava.py FOLDER SEED: writes a LLaVA of random weights that is small enough for a test.

Its tokenizer knows bytes, its pictures are 28 pixels wide; what it says means nothing. The same
seed gives the same files.
"""

import sys

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import (
    CLIPVisionConfig,
    LlamaConfig,
    LlavaConfig,
    LlavaForConditionalGeneration,
    LlavaProcessor,
    PreTrainedTokenizerFast,
)

try:
    from transformers import CLIPImageProcessorPil as ImageProcessor
except ImportError:
    from transformers import CLIPImageProcessor as ImageProcessor

folder = sys.argv[1]
torch.manual_seed(int(sys.argv[2]))

special = ["<pad>", "<s>", "</s>", "<image>"]
letters = sorted(pre_tokenizers.ByteLevel.alphabet())
vocabulary = {word: number for number, word in enumerate(special + letters)}
core = Tokenizer(models.BPE(vocab=vocabulary, merges=[]))
core.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
core.decoder = decoders.ByteLevel()
tokenizer = PreTrainedTokenizerFast(
    tokenizer_object=core, pad_token="<pad>", bos_token="<s>", eos_token="</s>",
    extra_special_tokens={"image_token": "<image>"})

template = (
    "{% for message in messages %}{% if message['content'] is string %}{{ message['content'] }}"
    "{% else %}{% for part in message['content'] %}{% if part['type'] == 'text' %}"
    "{{ part['text'] }}{% else %}<image>{% endif %}{% endfor %}{% endif %}{% endfor %}"
)
processor = LlavaProcessor(
    image_processor=ImageProcessor(
        size={"shortest_edge": 28}, crop_size={"height": 28, "width": 28}),
    tokenizer=tokenizer, patch_size=14, vision_feature_select_strategy="default",
    num_additional_image_tokens=1, image_token="<image>", chat_template=template)
tokenizer.chat_template = template

model = LlavaForConditionalGeneration(
    LlavaConfig(
        vision_config=CLIPVisionConfig(
            hidden_size=32, intermediate_size=64, num_hidden_layers=2, num_attention_heads=2,
            image_size=28, patch_size=14, projection_dim=32),
        text_config=LlamaConfig(
            vocab_size=len(vocabulary), hidden_size=32, intermediate_size=64,
            num_hidden_layers=2, num_attention_heads=2, num_key_value_heads=2,
            max_position_embeddings=1024, pad_token_id=0, bos_token_id=1, eos_token_id=2),
        image_token_index=vocabulary["<image>"], vision_feature_layer=-1))
model.generation_config.pad_token_id = 0
model.generation_config.eos_token_id = 2
model.save_pretrained(folder)
processor.save_pretrained(folder)
