"""llama_vision.py OUTPUT: a LLaVA vision tower with random weights, for a language model 576 wide.

What it makes of a picture means nothing, but it depends on the picture: requests with images go all
the way through the server and into a real language model (SmolLM2-135M).
"""

import sys

import gguf
import numpy

WIDTH, HIDDEN, LAYERS, SIDE, PATCH, TEXT_WIDTH = 64, 128, 2, 56, 14, 576
random = numpy.random.default_rng(0)
writer = gguf.GGUFWriter(sys.argv[1], "clip")


def tensor(name, *shape):
    scale = 0.5 / numpy.sqrt(shape[-1])
    writer.add_tensor(name, (random.standard_normal(shape) * scale).astype(numpy.float32))


def constant(name, value, count):
    writer.add_tensor(name, numpy.full(count, value, numpy.float32))


writer.add_file_type(0)
writer.add_bool("clip.has_vision_encoder", True)
writer.add_string("clip.projector_type", "mlp")
writer.add_bool("clip.use_gelu", True)
for name, value in {
    "embedding_length": WIDTH,
    "feed_forward_length": HIDDEN,
    "block_count": LAYERS,
    "projection_dim": TEXT_WIDTH,
    "attention.head_count": 4,
    "image_size": SIDE,
    "patch_size": PATCH,
}.items():
    writer.add_uint32("clip.vision." + name, value)
writer.add_float32("clip.vision.attention.layer_norm_epsilon", 1e-5)
writer.add_array("clip.vision.image_mean", [0.48, 0.46, 0.41])
writer.add_array("clip.vision.image_std", [0.27, 0.26, 0.28])

tensor("v.class_embd", WIDTH)
tensor("v.patch_embd.weight", WIDTH, 3, PATCH, PATCH)
tensor("v.position_embd.weight", (SIDE // PATCH) ** 2 + 1, WIDTH)
for norm in ["v.pre_ln", "v.post_ln"]:
    constant(norm + ".weight", 1, WIDTH)
    constant(norm + ".bias", 0, WIDTH)
for layer in range(LAYERS):
    block = f"v.blk.{layer}."
    for name in ["attn_q", "attn_k", "attn_v", "attn_out"]:
        tensor(block + name + ".weight", WIDTH, WIDTH)
        constant(block + name + ".bias", 0, WIDTH)
    for norm in ["ln1", "ln2"]:
        constant(block + norm + ".weight", 1, WIDTH)
        constant(block + norm + ".bias", 0, WIDTH)
    tensor(block + "ffn_up.weight", HIDDEN, WIDTH)
    constant(block + "ffn_up.bias", 0, HIDDEN)
    tensor(block + "ffn_down.weight", WIDTH, HIDDEN)
    constant(block + "ffn_down.bias", 0, WIDTH)
tensor("mm.0.weight", TEXT_WIDTH, WIDTH)
constant("mm.0.bias", 0, TEXT_WIDTH)
tensor("mm.2.weight", TEXT_WIDTH, TEXT_WIDTH)
constant("mm.2.bias", 0, TEXT_WIDTH)

writer.write_header_to_file()
writer.write_kv_data_to_file()
writer.write_tensors_to_file()
writer.close()
