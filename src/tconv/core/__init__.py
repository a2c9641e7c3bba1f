"""The operations as PyTorch defines them: numpy alone, arrays of shape (N, C, H, W), nothing about figures."""
